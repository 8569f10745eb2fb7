package org.meetingsgateway.memory;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/** The failures that writes to different things have in common, and the forms of ids. */
final class Checks {
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private Checks() {}

    static void seen(@Nullable Precondition expected, long version) {
        if (expected != null && !expected.versions().contains(version)) {
            throw new Problem.PreconditionFailed();
        }
    }

    static Problem.Invalid invalid(String pointer, String code, String message) {
        return new Problem.Invalid(Violation.In.BODY, pointer, code, message);
    }

    static Violation missing(String pointer, String thing, Object id) {
        return new Violation(Violation.In.BODY, pointer, "not_found", "No such " + thing + ": " + id);
    }

    static void refuse(Collection<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(java.util.List.copyOf(wrong));
        }
    }

    static Optional<UUID> uuid(String text) {
        return text.matches(UUID_FORM) ? Optional.of(UUID.fromString(text.toLowerCase(Locale.ROOT))) : Optional.empty();
    }

    static boolean isAlias(String text) {
        return text.matches("[0-9a-f]{24}");
    }

    /** Whether a caller's text names the thing with this id or this alias. */
    static boolean names(String text, UUID id, String alias) {
        return uuid(text).map(id::equals).orElseGet(() -> text.equals(alias));
    }
}
