package org.meetingsgateway.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters from JSON: a group is {@code {"type": "AND" | "OR", "values": […]}}, a property {@code {"key", "operator"?,
 * "value"?}}; other members mean nothing here. What is no filter is an {@link IllegalArgumentException} that says where.
 */
public final class RuleFilters {
    /** Groups in groups. */
    public static final int MAX_DEPTH = 16;
    /** Properties of one rule. */
    public static final int MAX_PROPERTIES = 1_000;

    private int properties;

    private RuleFilters() {}

    public static RuleFilter read(Map<?, ?> filters) {
        checkTexts(filters, 1);
        if (!isGroup(filters)) {
            throw wrong("", "is no group: it needs type AND or OR, and values");
        }
        return new RuleFilters().group(filters, "", 1);
    }

    /** Whatever a member means, it is kept, so it has to be something that can be. */
    private static void checkTexts(@Nullable Object json, int depth) {
        if (depth > 2 * MAX_DEPTH + 8) {
            throw wrong("", "is too deep");
        }
        if (json instanceof String text) {
            checkText(text);
        } else if (json instanceof Map<?, ?> members) {
            members.forEach((name, value) -> {
                checkText((String) name);
                checkTexts(value, depth + 1);
            });
        } else if (json instanceof List<?> items) {
            items.forEach(item -> checkTexts(item, depth + 1));
        } else if (json instanceof Double number) {
            finite(number, "");
        }
    }

    private static void checkText(String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            throw wrong("", "has a character that no text has");
        }
    }

    private static boolean isGroup(Map<?, ?> json) {
        return ("AND".equals(json.get("type")) || "OR".equals(json.get("type"))) && json.get("values") instanceof List;
    }

    private RuleFilter group(Map<?, ?> json, String at, int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong(at, "is too deep: at most " + MAX_DEPTH + " groups are in each other");
        }
        var parts = new ArrayList<RuleFilter>();
        var values = (List<?>) json.get("values");
        for (int i = 0; values != null && i < values.size(); i++) {
            parts.add(part(values.get(i), at + "/values/" + i, depth + 1));
        }
        return new RuleFilter.Group("AND".equals(json.get("type")), parts);
    }

    private RuleFilter part(@Nullable Object json, String at, int depth) {
        if (!(json instanceof Map<?, ?> members)) {
            throw wrong(at, "is no object");
        }
        return isGroup(members) ? group(members, at, depth) : property(members, at);
    }

    private RuleFilter property(Map<?, ?> json, String at) {
        if (++properties > MAX_PROPERTIES) {
            throw wrong(at, "is one too many: at most " + MAX_PROPERTIES + " properties");
        }
        if (!(json.get("key") instanceof String key) || key.isBlank()) {
            throw wrong(at, "needs a key");
        }
        var operator = operator(json.get("operator"), at);
        var values = operator.needsValue() ? values(json.get("value"), at + "/value") : List.<String>of();
        if (operator.comparesNumbers() && !values.stream().allMatch(RuleFilter.Property::isNumber)) {
            throw wrong(at + "/value", "is no number");
        }
        return new RuleFilter.Property(key, operator, values);
    }

    private static RuleFilter.Operator operator(@Nullable Object json, String at) {
        if (json == null) {
            return RuleFilter.Operator.EXACT;
        }
        return Coded.find(RuleFilter.Operator.class, String.valueOf(json))
                .orElseThrow(() -> wrong(at + "/operator", "is no operator"));
    }

    private static List<String> values(@Nullable Object json, String at) {
        var values = json instanceof List<?> several ? several : json == null ? List.of() : List.of(json);
        if (values.isEmpty()) {
            throw wrong(at, "is missing");
        }
        return values.stream().map(value -> text(value, at)).toList();
    }

    private static String text(@Nullable Object json, String at) {
        return switch (json) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Double number -> plain(finite(number, at));
            case Number number -> plain(number);
            case null, default -> throw wrong(at, "is no text, number or truth value, and no list of these");
        };
    }

    private static Double finite(Double number, String at) {
        if (number.isInfinite() || number.isNaN()) {
            throw wrong(at, "is beyond all numbers");
        }
        return number;
    }

    /** 2.0 is 2. */
    private static String plain(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static IllegalArgumentException wrong(String at, String what) {
        return new IllegalArgumentException((at.isEmpty() ? "The filter" : at) + " " + what);
    }
}
