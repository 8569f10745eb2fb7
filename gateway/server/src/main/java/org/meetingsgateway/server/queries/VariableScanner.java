package org.meetingsgateway.server.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Problem;

/**
 * Makes a statement ready for the parser: {@code {variables.x}} becomes a named parameter, comments become blanks, and
 * whatever could be read in two ways is refused. It need not read the text as PostgreSQL does: PostgreSQL never gets to see
 * it.
 */
final class VariableScanner {
    /** What a parameter is called while it is parsed. */
    static final String PARAMETER = "gateway_variable_";

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 16;
    private static final int MOST_VARIABLES = 100;
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*variables\\.([A-Za-z_][A-Za-z0-9_]{0,99})\\s*}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*");
    private static final Pattern AFTER_IN = Pattern.compile("(?i)(?<![\\w.])(not\\s+)?in\\s+$");
    /** Words in front of a quotation mark that change what is in it. */
    private static final Set<String> PREFIXES = Set.of("e", "b", "x", "n", "u", "q", "r", "rb", "br", "_utf8");

    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private final List<String> variables = new ArrayList<>();
    private int at;
    private int depth;

    private VariableScanner(String sql) {
        this.sql = sql;
    }

    /** @param sql for the parser; the parameter with place n is {@code :gateway_variable_n} */
    record Scanned(String sql, List<String> variables) {}

    /** @throws Problem.Invalid when it is not to be parsed at all */
    static Scanned scan(String sql) {
        if (sql.length() > LONGEST) {
            throw Refusals.refused("statement_too_long", "A statement has at most " + LONGEST + " characters");
        }
        var scanner = new VariableScanner(sql);
        scanner.scan();
        return new Scanned(scanner.out.toString(), scanner.variables);
    }

    private void scan() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            switch (c) {
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '{' -> variable();
                case ';' -> end();
                case '-' -> dash();
                case '/' -> slash();
                case ':' -> colon();
                case '(', '[' -> open(c);
                case ')', ']' -> close(c);
                case '$' -> throw Refusals.unsupported("A dollar sign outside of a literal");
                case '\\', '`', '#', '?', '}' -> operator(c);
                default -> plain(c);
            }
        }
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (true) {
            end = sql.indexOf(quote, end);
            if (end < 0) {
                throw Refusals.syntax("A quotation mark is not closed");
            }
            if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                break;
            }
        }
        var text = sql.substring(at, end + 1);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw Refusals.syntax("A control character is in a literal");
        }
        out.append(text);
        at = end + 1;
    }

    private void variable() {
        var matcher = VARIABLE.matcher(sql).region(at, sql.length());
        if (!matcher.lookingAt()) {
            throw Refusals.refused("unknown_placeholder", "Only {variables.name} may stand in braces");
        }
        var name = matcher.group(1);
        if (!variables.contains(name)) {
            variables.add(name);
        }
        if (variables.size() > MOST_VARIABLES) {
            throw Refusals.refused("too_many_variables", "A statement has at most " + MOST_VARIABLES + " variables");
        }
        var parameter = ":" + PARAMETER + variables.indexOf(name);
        var in = AFTER_IN.matcher(out);
        if (in.find()) {
            // One variable is a list.
            out.replace(in.start(), out.length(), (in.group(1) == null ? "= ANY(" : "<> ALL(") + parameter + ") ");
        } else {
            out.append(' ').append(parameter).append(' ');
        }
        at = matcher.end();
    }

    /** One at the end is allowed. */
    private void end() {
        at++;
        var before = out.length();
        scan();
        if (!out.substring(before).isBlank()) {
            throw Refusals.refused("multiple_statements", "Only one statement is allowed");
        }
        out.setLength(before);
    }

    private void dash() {
        if (!sql.startsWith("--", at)) {
            plain('-');
            return;
        }
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
        out.append(' ');
    }

    private void slash() {
        if (!sql.startsWith("/*", at)) {
            plain('/');
            return;
        }
        int end = sql.indexOf("*/", at + 2);
        int inner = sql.indexOf("/*", at + 2);
        if (end < 0 || (inner >= 0 && inner < end)) {
            throw Refusals.syntax("A comment is not closed, or has another one in it");
        }
        at = end + 2;
        out.append(' ');
    }

    /** A cast, or the bounds of a slice. */
    private void colon() {
        if (sql.startsWith("::", at)) {
            out.append("::");
            at += 2;
            return;
        }
        at++;
        if (at < sql.length() && WORD.matcher(sql).region(at, sql.length()).lookingAt()) {
            throw Refusals.unsupported("A parameter other than {variables.name}");
        }
        out.append(" : ");
    }

    private void open(char c) {
        if (++depth > DEEPEST) {
            throw Refusals.refused("too_complex", "A statement is nested " + DEEPEST + " levels deep at most");
        }
        plain(c);
    }

    private void close(char c) {
        depth--;
        plain(c);
    }

    private static void operator(char c) {
        throw Refusals.unsupported("The character " + c);
    }

    private void plain(char c) {
        if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
            throw Refusals.syntax("A control character is in the statement");
        }
        var word = WORD.matcher(sql).region(at, sql.length());
        if (!word.lookingAt()) {
            out.append(c);
            at++;
            return;
        }
        at = word.end();
        var lower = word.group().toLowerCase(Locale.ROOT);
        var quotes = at < sql.length() && (sql.charAt(at) == '\'' || sql.charAt(at) == '"');
        if ((quotes && PREFIXES.contains(lower)) || (lower.equals("u") && sql.startsWith("&", at))) {
            throw Refusals.unsupported("A literal or a name with a prefix");
        }
        // A keyword of other databases that the parser knows: here it is the name of a column only.
        out.append(lower.equals("final") ? "\"final\"" : word.group());
    }
}
