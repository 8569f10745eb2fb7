package org.meetingsgateway.adapters.minutebase;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BoostQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FuzzyQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode.Modifier;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.SlopQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.MinShouldMatchNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.SearchQuery.All;
import org.meetingsgateway.model.SearchQuery.Any;
import org.meetingsgateway.model.SearchQuery.Everything;
import org.meetingsgateway.model.SearchQuery.Not;

/**
 * Lucene's tree of a query as ours. What ours has no word for becomes the nearest that it has: boosts, fuzziness, slop and
 * fields have no effect, a wildcard ends a prefix, and a range is as if it were not there.
 */
final class LuceneTree {
    private LuceneTree() {}

    /** Empty where nothing is left to search for. */
    static Optional<SearchQuery> translate(QueryNode node) {
        return Optional.ofNullable(query(node));
    }

    private static @Nullable SearchQuery query(QueryNode node) {
        return switch (node) {
            case QuotedFieldQueryNode quoted -> Words.phrase(quoted.getText());
            case FuzzyQueryNode fuzzy -> Words.word(fuzzy.getText());
            case FieldQueryNode field -> Words.pattern(field.getText());
            case RegexpQueryNode regexp -> Words.word(regexp.getText());
            case TermRangeQueryNode range -> range(range);
            case ModifierQueryNode modifier -> clauses(List.of(modifier), false);
            case AndQueryNode and -> clauses(children(and), true);
            case BooleanQueryNode or -> clauses(children(or), false);
            case BoostQueryNode boost -> query(boost.getChild());
            case SlopQueryNode slop -> query(slop.getChild());
            case GroupQueryNode group -> query(group.getChild());
            case MinShouldMatchNode group -> query(children(group).getFirst());
            default -> null;
        };
    }

    /** From anything to anything is everything. */
    private static @Nullable SearchQuery range(TermRangeQueryNode range) {
        return isOpen(range.getLowerBound()) && isOpen(range.getUpperBound()) ? new Everything() : null;
    }

    private static boolean isOpen(FieldQueryNode bound) {
        return bound.getText().toString().equals("*");
    }

    private static List<QueryNode> children(QueryNode node) {
        return Objects.requireNonNullElse(node.getChildren(), List.of());
    }

    /**
     * Clauses as Lucene reads them: where some must occur, those that may do not matter. Where all that there is must not
     * occur, everything else is meant.
     *
     * @param must whether a clause without a sign must occur
     */
    private static @Nullable SearchQuery clauses(List<? extends QueryNode> nodes, boolean must) {
        var required = new ArrayList<SearchQuery>();
        var optional = new ArrayList<SearchQuery>();
        var forbidden = new ArrayList<SearchQuery>();
        boolean wants = false;
        for (var node : nodes) {
            var modifier = node instanceof ModifierQueryNode signed ? signed.getModifier() : Modifier.MOD_NONE;
            var clause = query(node instanceof ModifierQueryNode signed ? signed.getChild() : node);
            boolean isForbidden = modifier == Modifier.MOD_NOT;
            boolean isRequired = must || modifier == Modifier.MOD_REQ;
            wants |= !isForbidden;
            if (clause != null) {
                (isForbidden ? forbidden : isRequired ? required : optional).add(clause);
            }
        }
        var wanted = required.isEmpty() ? any(optional) : all(required);
        if (wanted == null && wants) {
            return null;
        }
        var rest = forbidden.stream().<SearchQuery>map(Not::new);
        return all((wanted == null ? rest : Stream.concat(Stream.of(wanted), rest)).toList());
    }

    private static @Nullable SearchQuery any(List<SearchQuery> parts) {
        return parts.size() < 2 ? only(parts) : new Any(parts);
    }

    private static @Nullable SearchQuery all(List<SearchQuery> parts) {
        return parts.size() < 2 ? only(parts) : new All(parts);
    }

    private static @Nullable SearchQuery only(List<SearchQuery> parts) {
        return parts.isEmpty() ? null : parts.getFirst();
    }
}
