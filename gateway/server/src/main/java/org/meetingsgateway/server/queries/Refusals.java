package org.meetingsgateway.server.queries;

import java.util.regex.Pattern;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/** How a statement is refused: for what the caller wrote, in words for the caller. */
public final class Refusals {
    private static final String POINTER = "/sql";

    /** What {@link StatementPrinter} puts in front of the caller's names. */
    private static final Pattern OURS = Pattern.compile("\\bquery\\.(?=(" + String.join("|", Vocabulary.VIEWS)
            + ")\\b)|(?<=\")" + StatementPrinter.WITH + "(?=[^\"]+\")");

    private Refusals() {}

    /** {@code code}: lower-case words, such as {@code syntax_error}. */
    public static Problem.Invalid refused(String code, String message) {
        return new Problem.Invalid(Violation.In.BODY, POINTER, code, message);
    }

    /** In the words of the database, but with the caller's names. */
    public static Problem.Invalid ofDatabase(String code, String message) {
        return refused(code, OURS.matcher(message).replaceAll(""));
    }

    static Problem.Invalid syntax(String message) {
        return refused("syntax_error", message);
    }

    static Problem.Invalid unsupported(String what) {
        return refused("unsupported_syntax", what + " is not supported in a saved query");
    }
}
