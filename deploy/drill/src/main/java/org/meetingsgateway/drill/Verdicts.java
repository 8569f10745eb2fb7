package org.meetingsgateway.drill;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found out, as a table. */
final class Verdicts {
    /** @param passed null where it could not be tried */
    private record Verdict(
            String topic, String claim, @Nullable Boolean passed, String figures) {}

    private final List<Verdict> all = new ArrayList<>();
    private final PrintStream progress;
    private String topic = "";

    Verdicts(PrintStream progress) {
        this.progress = progress;
    }

    void about(String next) {
        topic = next;
        progress.println("— " + next);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of this
    void check(String claim, boolean passed, String figures, Object... arguments) {
        add(new Verdict(topic, claim, passed, figures.formatted(arguments)));
    }

    /** Something is not there that it needs. */
    void skip(String claim, String missing) {
        add(new Verdict(topic, claim, null, missing));
    }

    private void add(Verdict verdict) {
        all.add(verdict);
        progress.println("  " + word(verdict) + "  " + verdict.claim() + ": " + verdict.figures());
    }

    private static String word(Verdict verdict) {
        return verdict.passed() == null ? "skip" : verdict.passed() ? "pass" : "FAIL";
    }

    /** Whether nothing failed, and something was tried. */
    boolean passed() {
        return !all.isEmpty() && all.stream().noneMatch(verdict -> Boolean.FALSE.equals(verdict.passed()));
    }

    void print(PrintStream out) {
        out.println("| | what | figures | |");
        out.println("|---|---|---|---|");
        all.forEach(verdict -> out.println("| " + verdict.topic() + " | " + verdict.claim() + " | " + verdict.figures()
                + " | " + word(verdict) + " |"));
    }
}
