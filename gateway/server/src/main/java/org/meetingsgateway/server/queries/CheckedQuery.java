package org.meetingsgateway.server.queries;

import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that may be run: written anew from the parsed tree, so that every name is quoted, every literal escaped, and
 * every table is one of the documented views.
 *
 * @param template with marks where parameters are
 * @param variables the names of the parameters, in their order; a name that is used twice is one parameter
 */
public record CheckedQuery(String template, List<String> variables) {
    private static final Pattern MARK = Pattern.compile("\\x01(\\d+)\\x01");

    public CheckedQuery {
        variables = List.copyOf(variables);
    }

    static String mark(int parameter) {
        return (char) 1 + Integer.toString(parameter) + (char) 1;
    }

    /** @param parameter how the parameter with that place, counted from 0, is written */
    public String sql(IntFunction<String> parameter) {
        return MARK.matcher(template)
                .replaceAll(mark -> Matcher.quoteReplacement(parameter.apply(Integer.parseInt(mark.group(1)))));
    }
}
