package org.meetingsgateway.server.queries;

import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/** How a statement is refused: for what the caller wrote, in words for the caller. */
public final class Refusals {
    private static final String POINTER = "/sql";

    private Refusals() {}

    /** {@code code}: lower-case words, such as {@code syntax_error}. */
    public static Problem.Invalid refused(String code, String message) {
        return new Problem.Invalid(Violation.In.BODY, POINTER, code, message);
    }

    static Problem.Invalid syntax(String message) {
        return refused("syntax_error", message);
    }

    static Problem.Invalid unsupported(String what) {
        return refused("unsupported_syntax", what + " is not supported in a saved query");
    }
}
