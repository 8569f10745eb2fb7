package org.meetingsgateway.server.queries;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.IsUnknownExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SimilarToExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * Writes the expressions that are known here, and refuses any other. A member of a node that is not looked at is not
 * written either: {@link QueryParser} notices that something is missing.
 */
final class ExpressionPrinter {
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{1,1000}(\\.[0-9]{0,1000})?([eE][+-]?[0-9]{1,3})?|\\.[0-9]{1,1000}");
    private static final Pattern PARAMETER = Pattern.compile(VariableScanner.PARAMETER + "([0-9]{1,3})");

    private static final Pattern TYPE = Pattern.compile("([a-z0-9 ]*[a-z0-9])( ?\\([0-9]{1,5}(, ?[0-9]{1,5})?\\))?");

    private final StatementPrinter statements;
    private final FunctionPrinter functions;
    private final StringBuilder out;
    private final boolean plain;

    /** @param plain as in the statement that was parsed, for a comparison with it */
    ExpressionPrinter(StatementPrinter statements, StringBuilder out, boolean plain) {
        this.statements = statements;
        this.out = out;
        this.plain = plain;
        functions = new FunctionPrinter(statements, this, out);
    }

    void list(@Nullable Iterable<? extends Expression> expressions) {
        if (expressions == null) {
            return;
        }
        for (Iterator<? extends Expression> each = expressions.iterator(); each.hasNext(); ) {
            print(each.next());
            out.append(each.hasNext() ? ", " : "");
        }
    }

    void print(Expression expression) {
        switch (expression) {
            case LongValue v -> number(v.getStringValue());
            case DoubleValue v -> number(v.toString());
            case StringValue v -> text(v);
            case NullValue v -> out.append("NULL");
            case BooleanValue v -> out.append(v.getValue());
            case TimeKeyExpression e -> moment(e.getStringValue().toLowerCase(Locale.ROOT));
            case JdbcNamedParameter p -> out.append(parameter(p));
            case Column c -> column(c);
            case AllTableColumns a -> table(a.getTable()).append("*");
            case AllColumns a -> out.append('*');
            case IntervalExpression e -> interval(e);
            case CastExpression e -> cast(e);
            case CaseExpression e -> choice(e);
            case SignedExpression e -> around(String.valueOf(e.getSign()), e.getExpression(), "");
            case NotExpression e -> around("NOT ", e.getExpression(), "");
            case ParenthesedExpressionList<?> l -> parenthesed(l);
            case Select s -> statements.print(s);
            case ExistsExpression e -> around(e.isNot() ? "NOT EXISTS " : "EXISTS ", e.getRightExpression(), "");
            case InExpression e -> in(e);
            case Between e -> between(e);
            case IsNullExpression e -> around("", e.getLeftExpression(), e.isNot() ? " IS NOT NULL" : " IS NULL");
            case IsBooleanExpression e ->
                around("", e.getLeftExpression(), (e.isNot() ? " IS NOT " : " IS ") + (e.isTrue() ? "TRUE" : "FALSE"));
            case IsUnknownExpression e ->
                around("", e.getLeftExpression(), e.isNot() ? " IS NOT UNKNOWN" : " IS UNKNOWN");
            case AnyComparisonExpression e -> any(e);
            case JsonExpression e -> json(e);
            case ArrayConstructor e -> array(e);
            case ArrayExpression e -> element(e);
            case ExtractExpression e -> extract(e);
            case TrimFunction e -> trim(e);
            case TimezoneExpression e -> zoned(e);
            case AnalyticExpression e -> functions.print(e);
            case Function e -> functions.print(e);
            case IsDistinctExpression e -> binary(e, e.isNot() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM");
            case LikeExpression e -> like(e);
            case SimilarToExpression e -> binary(e, e.isNot() ? "NOT SIMILAR TO" : "SIMILAR TO");
            case BinaryExpression e -> operation(e);
            default -> throw Refusals.unsupported(expression.getClass().getSimpleName());
        }
    }

    private void around(String before, Expression expression, String after) {
        out.append(before);
        print(expression);
        out.append(after);
    }

    private void parenthesed(ParenthesedExpressionList<?> expressions) {
        out.append('(');
        list(expressions);
        out.append(')');
    }

    private void number(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw Refusals.unsupported("The number " + number);
        }
        out.append(number);
    }

    private void text(StringValue value) {
        if (value.getPrefix() != null) {
            throw Refusals.unsupported("A literal with a prefix");
        }
        // As it was written, with every quotation mark twice.
        out.append(Names.literal(value.getNotExcapedValue()));
    }

    private void moment(String name) {
        if (!Vocabulary.MOMENTS.contains(name)) {
            throw Refusals.refused("function_not_allowed", "The function " + name + " is not allowed");
        }
        out.append(name);
    }

    private String parameter(JdbcNamedParameter parameter) {
        var matcher = PARAMETER.matcher(parameter.getName());
        if (!matcher.matches()) {
            throw Refusals.unsupported("A parameter other than {variables.name}");
        }
        return plain ? ":" + parameter.getName() : CheckedQuery.mark(Integer.parseInt(matcher.group(1)));
    }

    private void column(Column column) {
        var name = Names.meaning(column.getColumnName());
        if (name.startsWith("pg_")) {
            // For PostgreSQL "m.pg_typeof" is a call of a function with the row m, when there is no such column.
            throw Refusals.refused("undefined_column", "There is no column " + name);
        }
        table(column.getTable()).append(Names.quoted(name));
        if (column.getArrayConstructor() != null) {
            array(column.getArrayConstructor());
        }
    }

    private StringBuilder table(@Nullable Table table) {
        if (table == null || table.getName() == null) {
            return out;
        }
        if (table.getSchemaName() != null || table.getDatabase().getDatabaseName() != null) {
            throw Refusals.refused("unknown_table", "A name of a column has one table in front of it at most");
        }
        return out.append(Names.quoted(Names.meaning(table.getName()))).append('.');
    }

    private void interval(IntervalExpression interval) {
        var text = interval.getParameter();
        var unit = interval.getIntervalType();
        if (text == null || !text.startsWith("'") || text.length() < 2) {
            throw Refusals.unsupported("An interval that is not a literal");
        }
        out.append("INTERVAL ")
                .append(Names.literal(text.substring(1, text.length() - 1).replace("''", "'")));
        if (unit != null) {
            out.append(' ').append(unit(unit));
        }
    }

    private static String unit(String unit) {
        var lower = unit.toLowerCase(Locale.ROOT);
        if (!Vocabulary.UNITS.contains(lower)) {
            throw Refusals.syntax("This is not a unit of time: " + unit);
        }
        return lower;
    }

    private void cast(CastExpression cast) {
        var type = cast.getColDataType();
        if (type == null) {
            throw Refusals.unsupported("A cast to a row");
        }
        if (cast.isImplicitCast()) {
            out.append(type(type)).append(' ');
            print(cast.getLeftExpression());
        } else if (cast.keyword != null && !cast.keyword.isEmpty()) {
            around("CAST(", cast.getLeftExpression(), " AS " + type(type) + ")");
        } else {
            around("", cast.getLeftExpression(), "::" + type(type));
        }
    }

    private static String type(ColDataType type) {
        var arguments = type.getArgumentsStringList();
        var given = arguments == null || arguments.isEmpty() ? "" : " (" + String.join(", ", arguments) + ")";
        var name = TYPE.matcher((type.getDataType() + given).toLowerCase(Locale.ROOT));
        if (!name.matches() || !Vocabulary.TYPES.contains(name.group(1))) {
            throw Refusals.refused("type_not_allowed", "The type " + type.getDataType() + " is not allowed");
        }
        return name.group() + "[]".repeat(type.getArrayData().size());
    }

    private void choice(CaseExpression choice) {
        out.append("CASE ");
        if (choice.getSwitchExpression() != null) {
            around("", choice.getSwitchExpression(), " ");
        }
        for (var branch : choice.getWhenClauses()) {
            around("WHEN ", branch.getWhenExpression(), "");
            around(" THEN ", branch.getThenExpression(), " ");
        }
        if (choice.getElseExpression() != null) {
            around("ELSE ", choice.getElseExpression(), " ");
        }
        out.append("END");
    }

    private void in(InExpression in) {
        around("", in.getLeftExpression(), " ");
        around(in.isNot() ? "NOT IN " : "IN ", in.getRightExpression(), "");
    }

    private void between(Between between) {
        around("", between.getLeftExpression(), between.isNot() ? " NOT BETWEEN " : " BETWEEN ");
        around("", between.getBetweenExpressionStart(), " AND ");
        print(between.getBetweenExpressionEnd());
    }

    private void any(AnyComparisonExpression any) {
        out.append(any.getAnyType().name());
        if (any.getSelect() instanceof ParenthesedSelect select) {
            statements.print(select);
        } else {
            out.append('(');
            statements.print(any.getSelect());
            out.append(')');
        }
    }

    private void json(JsonExpression json) {
        print(json.getExpression());
        for (Map.Entry<Expression, String> step : json.getIdentList()) {
            around(operator(step.getValue()), step.getKey(), "");
        }
    }

    private void array(ArrayConstructor array) {
        out.append(array.isArrayKeyword() ? "ARRAY[" : "[");
        list(array.getExpressions());
        out.append(']');
    }

    private void element(ArrayExpression element) {
        around("", element.getObjExpression(), "[");
        if (element.getIndexExpression() != null) {
            print(element.getIndexExpression());
        } else {
            if (element.getStartIndexExpression() != null) {
                print(element.getStartIndexExpression());
            }
            out.append(" : ");
            if (element.getStopIndexExpression() != null) {
                print(element.getStopIndexExpression());
            }
        }
        out.append(']');
    }

    private void extract(ExtractExpression extract) {
        around("EXTRACT(" + unit(extract.getName()) + " FROM ", extract.getExpression(), ")");
    }

    private void trim(TrimFunction trim) {
        out.append("TRIM(");
        if (trim.getTrimSpecification() != null) {
            out.append(trim.getTrimSpecification().name()).append(' ');
        }
        if (trim.getExpression() != null) {
            print(trim.getExpression());
        }
        if (trim.getFromExpression() != null) {
            around(trim.isUsingFromKeyword() ? " FROM " : ", ", trim.getFromExpression(), "");
        }
        out.append(')');
    }

    private void zoned(TimezoneExpression zoned) {
        print(zoned.getLeftExpression());
        for (var zone : zoned.getTimezoneExpressions()) {
            around(" AT TIME ZONE ", zone, "");
        }
    }

    private void like(LikeExpression like) {
        binary(
                like,
                (like.isNot() ? "NOT " : "")
                        + switch (like.getLikeKeyWord()) {
                            case LIKE -> "LIKE";
                            case ILIKE -> "ILIKE";
                            case SIMILAR_TO -> "SIMILAR TO";
                            default ->
                                throw Refusals.unsupported(like.getLikeKeyWord().name());
                        });
        if (like.getEscape() != null) {
            around(" ESCAPE ", like.getEscape(), "");
        }
    }

    private void operation(BinaryExpression operation) {
        binary(operation, operator(operation.getStringExpression().strip()));
    }

    private static String operator(String operator) {
        if (!Vocabulary.OPERATORS.contains(operator)) {
            throw Refusals.unsupported("The operator " + operator);
        }
        return operator;
    }

    private void binary(BinaryExpression binary, String operator) {
        around("", binary.getLeftExpression(), " " + operator + " ");
        print(binary.getRightExpression());
    }
}
