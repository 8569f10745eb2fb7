package org.meetingsgateway.server.store;

import java.util.regex.Pattern;

/** What a statement is called in a trace: what it does to which table, such as {@code SELECT meeting}. */
final class StatementName {
    /** Tables are in lower case, and words of SQL in upper case, as in {@code FOR UPDATE OF} and {@code DO UPDATE SET}. */
    private static final Pattern CHANGE = Pattern.compile("\\b(INSERT|UPDATE|DELETE)(?: INTO| FROM)?\\s+([a-z_]+)");

    private static final Pattern TABLE = Pattern.compile("\\bFROM\\s+([a-z_]+)\\b(?!\\()");
    private static final String READ = "SELECT";

    private StatementName() {}

    /** @param text one of ours: it has no values, so there is a bounded number of names */
    static String of(CharSequence text) {
        var change = CHANGE.matcher(text);
        if (change.find()) {
            return change.group(1) + " " + change.group(2);
        }
        var table = TABLE.matcher(text);
        return table.find() ? READ + " " + table.group(1) : READ;
    }
}
