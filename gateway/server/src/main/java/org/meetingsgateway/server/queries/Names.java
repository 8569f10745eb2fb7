package org.meetingsgateway.server.queries;

import java.util.Locale;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Problem;

/** Names and literals as PostgreSQL cannot misunderstand them. */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST = 63;

    private Names() {}

    /**
     * What a name means: quoted as it is, else in lower case.
     *
     * @throws Problem.Invalid when it is not a name of PostgreSQL
     */
    static String meaning(String name) {
        var quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        var meaning =
                quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name.toLowerCase(Locale.ROOT);
        if (!(quoted || PLAIN.matcher(name).matches()) || meaning.isEmpty() || meaning.length() > LONGEST) {
            throw Refusals.syntax("This is not a name: " + name);
        }
        return meaning;
    }

    /** Always in quotation marks, so that no name is a keyword such as {@code current_user}. */
    static String quoted(String meaning) {
        return '"' + meaning.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
