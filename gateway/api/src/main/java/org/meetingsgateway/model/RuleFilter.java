package org.meetingsgateway.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which failures a rule is about: a tree of groups, and of what single properties have to be. */
public sealed interface RuleFilter {
    /**
     * Without parts it matches everything.
     *
     * @param all whether all parts have to match; else one
     */
    record Group(boolean all, List<RuleFilter> parts) implements RuleFilter {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** @param values one of them is enough; for the negations, none of them may be met */
    record Property(String key, Operator operator, List<String> values) implements RuleFilter {
        /** Short enough to be computed with. */
        private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");

        public Property {
            values = List.copyOf(values);
        }

        static boolean isNumber(String text) {
            return NUMBER.matcher(text).matches();
        }

        private boolean isMet(List<String> texts, Search search) {
            return switch (operator) {
                case EXACT -> any(texts, String::equals);
                case IS_NOT -> !any(texts, String::equals);
                case ICONTAINS -> contained(texts);
                case NOT_ICONTAINS -> !contained(texts);
                case REGEX -> any(texts, (text, value) -> search.finds(value, text));
                case NOT_REGEX -> !any(texts, (text, value) -> search.finds(value, text));
                case GT -> compared(texts, order -> order > 0);
                case GTE -> compared(texts, order -> order >= 0);
                case LT -> compared(texts, order -> order < 0);
                case LTE -> compared(texts, order -> order <= 0);
                case IS_SET -> !texts.isEmpty();
                case IS_NOT_SET -> texts.isEmpty();
            };
        }

        private boolean any(List<String> texts, BiPredicate<String, String> meets) {
            return texts.stream().anyMatch(text -> values.stream().anyMatch(value -> meets.test(text, value)));
        }

        /** A text may be long, and the values many: its capital letters are looked for once. */
        private boolean contained(List<String> texts) {
            return texts.stream()
                    .map(Property::small)
                    .anyMatch(text -> values.stream().anyMatch(value -> text.contains(small(value))));
        }

        private static String small(String text) {
            return text.toLowerCase(Locale.ROOT);
        }

        private boolean compared(List<String> texts, IntPredicate order) {
            return any(
                    texts.stream().filter(Property::isNumber).toList(),
                    (text, value) -> order.test(new BigDecimal(text).compareTo(new BigDecimal(value))));
        }
    }

    /** How a property is compared. */
    enum Operator implements Coded {
        EXACT,
        IS_NOT,
        /** without regard to case */
        ICONTAINS,
        NOT_ICONTAINS,
        /** somewhere in the text */
        REGEX,
        NOT_REGEX,
        /** of numbers, as are the next three */
        GT,
        GTE,
        LT,
        LTE,
        IS_SET,
        IS_NOT_SET;

        boolean needsValue() {
            return this != IS_SET && this != IS_NOT_SET;
        }

        boolean comparesNumbers() {
            return this == GT || this == GTE || this == LT || this == LTE;
        }

        boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }
    }

    /** Looks for regular expressions. */
    @FunctionalInterface
    interface Search {
        boolean finds(String regex, String text);
    }

    /** @param properties a property has mostly one text, and none where it is not set */
    default boolean matches(Map<String, List<String>> properties, Search search) {
        return switch (this) {
            case Group group ->
                group.parts().isEmpty()
                        || (group.all()
                                ? group.parts().stream().allMatch(part -> part.matches(properties, search))
                                : group.parts().stream().anyMatch(part -> part.matches(properties, search)));
            case Property property -> property.isMet(properties.getOrDefault(property.key(), List.of()), search);
        };
    }

    /** Every regular expression in it. */
    default Stream<String> regexes() {
        return switch (this) {
            case Group group -> group.parts().stream().flatMap(RuleFilter::regexes);
            case Property property -> property.operator().isRegex() ? property.values().stream() : Stream.of();
        };
    }
}
