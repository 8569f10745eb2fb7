package org.meetingsgateway.server.app.check;

/**
 * What a check found.
 *
 * @param what was looked at, in a few words
 * @param said how it is, and where something is wrong what to do; without secrets
 */
public record Finding(Verdict verdict, String what, String said) {
    /** Whether a start goes well. */
    public enum Verdict {
        OK,
        /** It starts, and something does not work. */
        WARNING,
        FAILED
    }

    static Finding ok(String what, String said) {
        return new Finding(Verdict.OK, what, said);
    }

    static Finding warning(String what, String said) {
        return new Finding(Verdict.WARNING, what, said);
    }

    static Finding failed(String what, String said) {
        return new Finding(Verdict.FAILED, what, said);
    }

    /** One line, whatever it says. */
    public String line() {
        var word = switch (verdict) {
            case OK -> "ok";
            case WARNING -> "warning";
            case FAILED -> "FAILED";
        };
        return "%-8s %-18s %s".formatted(word, what, said.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
