package org.meetingsgateway.server.queries;

import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.WindowElement;
import net.sf.jsqlparser.expression.WindowOffset;
import net.sf.jsqlparser.expression.operators.relational.NamedExpressionList;
import org.jspecify.annotations.Nullable;

/** Writes calls of functions that are allowed, and windows. */
final class FunctionPrinter {
    private final StatementPrinter statements;
    private final ExpressionPrinter expressions;
    private final StringBuilder out;

    FunctionPrinter(StatementPrinter statements, ExpressionPrinter expressions, StringBuilder out) {
        this.statements = statements;
        this.expressions = expressions;
        this.out = out;
    }

    void print(Function function) {
        out.append(name(function.getName())).append('(');
        if (function.isDistinct()) {
            out.append("DISTINCT ");
        }
        if (function.getNamedParameters() != null) {
            named(function.getNamedParameters());
        } else {
            expressions.list(function.getParameters());
        }
        statements.orderBy(function.getOrderByElements());
        out.append(')');
    }

    private static String name(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!Vocabulary.FUNCTIONS.contains(lower)) {
            throw Refusals.refused("function_not_allowed", "The function " + name + " is not allowed");
        }
        return lower;
    }

    private void named(NamedExpressionList<?> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            var word = arguments.getNames().get(i).strip().toLowerCase(Locale.ROOT);
            if (!Vocabulary.ARGUMENT_WORDS.contains(word)) {
                throw Refusals.unsupported("An argument with a name");
            }
            out.append(i == 0 ? word : " " + word).append(word.isEmpty() ? "" : " ");
            expressions.print(arguments.get(i));
        }
    }

    /** With {@code FILTER}, {@code WITHIN GROUP} or {@code OVER}. */
    void print(AnalyticExpression call) {
        out.append(name(call.getName())).append('(');
        if (call.isDistinct()) {
            out.append("DISTINCT ");
        }
        if (call.isAllColumns()) {
            out.append('*');
        } else {
            arguments(call.getExpression(), call.getOffset(), call.getDefaultValue());
        }
        statements.orderBy(call.getFuncOrderBy());
        out.append(')');
        if (call.getType() == AnalyticType.WITHIN_GROUP) {
            out.append(" WITHIN GROUP ");
            window(call.getWindowDefinition());
        }
        if (call.getFilterExpression() != null) {
            out.append(" FILTER (WHERE ");
            expressions.print(call.getFilterExpression());
            out.append(')');
        }
        if (call.getType() == AnalyticType.OVER) {
            out.append(" OVER ");
            if (call.getWindowName() != null) {
                out.append(Names.quoted(Names.meaning(call.getWindowName())));
            } else {
                window(call.getWindowDefinition());
            }
        }
    }

    private void arguments(@Nullable Expression... arguments) {
        var separator = "";
        for (var argument : arguments) {
            if (argument != null) {
                out.append(separator);
                expressions.print(argument);
                separator = ", ";
            }
        }
    }

    /** The clause {@code WINDOW}. */
    void windows(@Nullable List<WindowDefinition> windows) {
        if (windows == null) {
            return;
        }
        var separator = " WINDOW ";
        for (var window : windows) {
            out.append(separator)
                    .append(Names.quoted(Names.meaning(window.getWindowName())))
                    .append(" AS ");
            window(window);
            separator = ", ";
        }
    }

    private void window(WindowDefinition window) {
        out.append('(');
        if (window.getPartitionExpressionList() != null) {
            out.append("PARTITION BY ");
            for (int i = 0; i < window.getPartitionExpressionList().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                expressions.print(
                        (Expression) window.getPartitionExpressionList().get(i));
            }
        }
        statements.orderBy(window.getOrderByElements());
        if (window.getWindowElement() != null) {
            frame(window.getWindowElement());
        }
        out.append(')');
    }

    private void frame(WindowElement frame) {
        out.append(' ').append(frame.getType().name());
        if (frame.getRange() != null) {
            out.append(" BETWEEN ");
            bound(frame.getRange().getStart());
            out.append(" AND ");
            bound(frame.getRange().getEnd());
        } else {
            out.append(' ');
            bound(frame.getOffset());
        }
    }

    private void bound(WindowOffset bound) {
        var type = bound.getType();
        if (type == WindowOffset.Type.CURRENT) {
            out.append("CURRENT ROW");
            return;
        }
        if (type != WindowOffset.Type.PRECEDING && type != WindowOffset.Type.FOLLOWING) {
            throw Refusals.unsupported("A frame without a direction");
        }
        if (bound.getExpression() == null) {
            out.append("UNBOUNDED");
        } else {
            expressions.print(bound.getExpression());
        }
        out.append(' ').append(type.name());
    }
}
