package org.meetingsgateway.server.queries;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AllValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.Distinct;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Writes selects that read the documented views and each other, and nothing else. */
final class StatementPrinter {
    /** In front of the names of {@code WITH}: none of them can ever be taken for a table. */
    static final String WITH = "with ";

    private final StringBuilder out = new StringBuilder();
    private final boolean plain;
    private final ExpressionPrinter expressions;
    private final FunctionPrinter functions;
    private Set<String> withNames = Set.of();

    private StatementPrinter(boolean plain) {
        this.plain = plain;
        expressions = new ExpressionPrinter(this, out, plain);
        functions = new FunctionPrinter(this, expressions, out);
    }

    /** @param plain as in the statement that was parsed, for a comparison with it */
    static String print(Select select, boolean plain) {
        var printer = new StatementPrinter(plain);
        printer.print(select);
        return printer.out.toString();
    }

    void print(Select select) {
        var outside = withNames;
        with(select.getWithItemsList());
        switch (select) {
            case PlainSelect s -> plainSelect(s);
            case SetOperationList s -> setOperation(s);
            case Values v -> values(v);
            case ParenthesedSelect s -> parenthesed(s);
            default -> throw Refusals.unsupported(select.getClass().getSimpleName());
        }
        if (select.getForMode() != null || select.getForClause() != null) {
            throw Refusals.refused("not_allowed", "A saved query locks nothing: FOR is not allowed");
        }
        orderBy(select.getOrderByElements());
        limit(select.getLimit());
        if (select.getOffset() != null) {
            out.append(" OFFSET ");
            expressions.print(select.getOffset().getOffset());
            out.append(rows(select.getOffset().getOffsetParam()));
        }
        fetch(select.getFetch());
        withNames = outside;
    }

    private static String rows(@Nullable String word) {
        return word == null ? "" : word.equalsIgnoreCase("ROW") ? " ROW" : " ROWS";
    }

    private void with(@Nullable List<WithItem<?>> items) {
        if (items == null || items.isEmpty()) {
            return;
        }
        var names = new HashSet<>(withNames);
        boolean recursive = items.stream().anyMatch(WithItem::isRecursive);
        if (recursive) {
            items.forEach(item -> names.add(Names.meaning(item.getAliasName())));
            withNames = Set.copyOf(names);
        }
        var separator = recursive ? "WITH RECURSIVE " : "WITH ";
        for (var item : items) {
            if (!(item.getParenthesedStatement() instanceof ParenthesedSelect select)) {
                throw Refusals.refused("not_allowed", "WITH may only read");
            }
            out.append(separator).append(withName(Names.meaning(item.getAliasName())));
            columns(item.getWithItemList());
            out.append(item.isMaterialized() ? " AS MATERIALIZED " : " AS ");
            print(select);
            names.add(Names.meaning(item.getAliasName()));
            withNames = Set.copyOf(names);
            separator = ", ";
        }
        out.append(' ');
    }

    private String withName(String name) {
        return Names.quoted(plain ? name : WITH + name);
    }

    private void columns(@Nullable List<SelectItem<?>> columns) {
        if (columns != null && !columns.isEmpty()) {
            out.append('(');
            expressions.list(columns.stream().map(SelectItem::getExpression).toList());
            out.append(')');
        }
    }

    private void plainSelect(PlainSelect select) {
        if (select.getIntoTables() != null || select.getIntoTempTable() != null) {
            throw Refusals.refused("not_allowed", "A saved query writes nothing: INTO is not allowed");
        }
        out.append("SELECT ");
        distinct(select.getDistinct());
        items(select.getSelectItems());
        if (select.getFromItem() != null) {
            out.append(" FROM ");
            from(select.getFromItem());
            joins(select.getJoins());
        }
        clause(" WHERE ", select.getWhere());
        groupBy(select.getGroupBy());
        clause(" HAVING ", select.getHaving());
        functions.windows(select.getWindowDefinitions());
    }

    private void clause(String word, @Nullable Expression condition) {
        if (condition != null) {
            out.append(word);
            expressions.print(condition);
        }
    }

    private void distinct(@Nullable Distinct distinct) {
        if (distinct == null) {
            return;
        }
        out.append("DISTINCT ");
        if (distinct.getOnSelectItems() != null && !distinct.getOnSelectItems().isEmpty()) {
            out.append("ON (");
            items(distinct.getOnSelectItems());
            out.append(") ");
        }
    }

    private void items(List<SelectItem<?>> items) {
        var separator = "";
        for (var item : items) {
            out.append(separator);
            expressions.print(item.getExpression());
            alias(item.getAlias());
            separator = ", ";
        }
    }

    private void alias(@Nullable Alias alias) {
        if (alias == null) {
            return;
        }
        out.append(plain && !alias.isUseAs() ? " " : " AS ").append(Names.quoted(Names.meaning(alias.getName())));
        if (alias.getAliasColumns() != null && !alias.getAliasColumns().isEmpty()) {
            // A column with a type would belong to a function that is not allowed anyway.
            out.append(alias.getAliasColumns().stream()
                    .map(column -> Names.quoted(Names.meaning(column.name)))
                    .collect(Collectors.joining(", ", "(", ")")));
        }
    }

    private void from(FromItem item) {
        switch (item) {
            case Table t -> table(t);
            case TableFunction f -> tableFunction(f);
            case ParenthesedFromItem f -> {
                out.append('(');
                from(f.getFromItem());
                joins(f.getJoins());
                out.append(')');
                alias(f.getAlias());
            }
            case LateralSubSelect s -> {
                out.append("LATERAL");
                print((Select) s);
            }
            case ParenthesedSelect s -> print((Select) s);
            case Values v -> values(v);
            default -> throw Refusals.unsupported(item.getClass().getSimpleName());
        }
    }

    private void table(Table table) {
        if (table.getNameParts().size() != 1) {
            throw unknown(table);
        }
        var name = Names.meaning(table.getName());
        if (withNames.contains(name)) {
            out.append(withName(name));
        } else if (Vocabulary.VIEWS.contains(name)) {
            out.append(plain ? "" : "\"query\".").append(Names.quoted(name));
        } else {
            throw unknown(table);
        }
        if (table.getAlias() != null) {
            alias(table.getAlias());
        } else if (!plain) {
            out.append(" AS ").append(Names.quoted(name));
        }
    }

    private static RuntimeException unknown(Table table) {
        return Refusals.refused(
                "unknown_table",
                "There is no table " + table.getFullyQualifiedName() + "; there are "
                        + Vocabulary.VIEWS.stream().sorted().collect(Collectors.joining(", ")));
    }

    private void tableFunction(TableFunction function) {
        var name = function.getFunction().getName().toLowerCase(Locale.ROOT);
        if (!Vocabulary.TABLE_FUNCTIONS.contains(name)) {
            throw Refusals.refused("function_not_allowed", "The function " + name + " is not allowed in FROM");
        }
        if (plain) {
            out.append(function.getPrefix() == null ? "" : "LATERAL ");
            call(function);
            return;
        }
        // Of a function that stands alone, PostgreSQL takes "g.pg_sleep" for "pg_sleep(g)"; of a subselect for a
        // column.
        out.append("LATERAL (SELECT * FROM ");
        call(function);
        out.append(')');
        var alias = function.getAlias();
        out.append(" AS ").append(Names.quoted(alias == null ? name : Names.meaning(alias.getName())));
    }

    private void call(TableFunction function) {
        functions.print(function.getFunction());
        if (function.getWithClause() != null) {
            out.append(" WITH ORDINALITY");
        }
        alias(function.getAlias());
    }

    private void joins(@Nullable List<Join> joins) {
        if (joins == null) {
            return;
        }
        for (var join : joins) {
            if (join.isSimple()) {
                out.append(", ");
            } else {
                out.append(join.isNatural() ? " NATURAL" : "")
                        .append(join.isLeft() ? " LEFT" : join.isRight() ? " RIGHT" : join.isFull() ? " FULL" : "")
                        .append(join.isOuter() ? " OUTER" : join.isInner() ? " INNER" : join.isCross() ? " CROSS" : "")
                        .append(" JOIN ");
            }
            from(join.getFromItem());
            on(join.getOnExpressions());
            if (join.getUsingColumns() != null && !join.getUsingColumns().isEmpty()) {
                out.append(" USING (");
                expressions.list(join.getUsingColumns());
                out.append(')');
            }
        }
    }

    private void on(@Nullable Collection<Expression> conditions) {
        if (conditions != null) {
            conditions.forEach(condition -> clause(" ON ", condition));
        }
    }

    private void groupBy(@Nullable GroupByElement groupBy) {
        if (groupBy == null) {
            return;
        }
        out.append(" GROUP BY ");
        var list = groupBy.getGroupByExpressionList();
        if (list != null) {
            for (int i = 0; i < list.size(); i++) {
                out.append(i == 0 ? groupBy.isUsingBrackets() ? "(" : "" : ", ");
                expressions.print((Expression) list.get(i));
            }
            out.append(groupBy.isUsingBrackets() && !list.isEmpty() ? ")" : "");
        }
        if (groupBy.getGroupingSets() != null && !groupBy.getGroupingSets().isEmpty()) {
            var separator = "GROUPING SETS (";
            for (var set : groupBy.getGroupingSets()) {
                out.append(separator).append('(');
                expressions.list(set);
                out.append(')');
                separator = ", ";
            }
            out.append(')');
        }
    }

    private void setOperation(SetOperationList list) {
        for (int i = 0; i < list.getSelects().size(); i++) {
            if (i > 0) {
                var operation = list.getOperation(i - 1).toString().strip();
                if (!Vocabulary.SET_OPERATIONS.contains(operation)) {
                    throw Refusals.unsupported(operation);
                }
                out.append(' ').append(operation).append(' ');
            }
            print(list.getSelect(i));
        }
    }

    private void values(Values values) {
        out.append("VALUES ");
        if (values.getExpressions() instanceof ParenthesedExpressionList<?> row) {
            expressions.print(row);
        } else {
            expressions.list(values.getExpressions());
        }
        alias(values.getAlias());
    }

    private void parenthesed(ParenthesedSelect select) {
        out.append('(');
        print(select.getSelect());
        out.append(')');
        alias(select.getAlias());
    }

    /** Nothing where there is no order. */
    void orderBy(@Nullable List<OrderByElement> elements) {
        if (elements == null) {
            return;
        }
        var separator = " ORDER BY ";
        for (var element : elements) {
            out.append(separator);
            expressions.print(element.getExpression());
            out.append(element.isAsc() ? element.isAscDescPresent() ? " ASC" : "" : " DESC");
            if (element.getNullOrdering() != null) {
                out.append(
                        element.getNullOrdering() == OrderByElement.NullOrdering.NULLS_FIRST
                                ? " NULLS FIRST"
                                : " NULLS LAST");
            }
            separator = ", ";
        }
    }

    private void limit(@Nullable Limit limit) {
        if (limit != null && limit.getRowCount() != null) {
            out.append(" LIMIT ");
            if (limit.getRowCount() instanceof AllValue) {
                out.append("ALL");
            } else {
                expressions.print(limit.getRowCount());
            }
        }
    }

    private void fetch(@Nullable Fetch fetch) {
        if (fetch != null && fetch.getExpression() != null) {
            out.append(fetch.isFetchParamFirst() ? " FETCH FIRST " : " FETCH NEXT ");
            expressions.print(fetch.getExpression());
            out.append(
                    fetch.getFetchParameters().stream().anyMatch("ROW"::equalsIgnoreCase) ? " ROW ONLY" : " ROWS ONLY");
        }
    }
}
