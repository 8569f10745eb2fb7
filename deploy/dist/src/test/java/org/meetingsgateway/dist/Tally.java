package org.meetingsgateway.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.dist.FidelityTable.Cell;
import org.meetingsgateway.dist.FidelityTable.Kind;

/** What is said about one place of many meetings, and whether a cell of the table is the word for it. */
final class Tally {
    private static final int LONGEST = 150;

    private final Cell cell;
    private final List<String> wrong = new ArrayList<>();
    private boolean hasValue;
    private boolean isChanged;
    private boolean isMissing;

    Tally(Cell cell) {
        this.cell = cell;
    }

    /**
     * @param whole the meeting with all of its items
     * @param carried the meeting with the items that are carried
     */
    void add(Seen whole, Seen carried, List<@Nullable Object> told) {
        var owned = carried.values();
        hasValue |= !Values.none(cell.kind() == Kind.ABSENT ? whole.values() : owned);
        isMissing |= owned.contains(null);
        isChanged |= !Values.same(owned, told);
        var wanted = wanted(carried, owned, told);
        if (!Values.same(wanted, told)) {
            wrong.add("of " + whole.owned().getString("id") + " " + cut(told) + " and not " + cut(wanted));
        }
    }

    private List<@Nullable Object> wanted(Seen seen, List<@Nullable Object> owned, List<@Nullable Object> told) {
        return switch (cell.kind()) {
            case ABSENT -> Values.none(told) ? told : List.of();
            case EXACT -> filled(owned, seen);
            case DERIVED, DEFAULTED -> filled(FidelityRules.values(Objects.requireNonNull(cell.rule()), seen), seen);
        };
    }

    private List<@Nullable Object> filled(List<@Nullable Object> values, Seen seen) {
        if (cell.instead() == null || !values.contains(null)) {
            return values;
        }
        var instead = FidelityRules.values(cell.instead(), seen);
        var filled = new ArrayList<@Nullable Object>();
        for (int i = 0; i < values.size(); i++) {
            filled.add(values.get(i) == null ? instead.get(Math.min(i, instead.size() - 1)) : values.get(i));
        }
        return filled;
    }

    /**
     * Why it is not.
     *
     * @param isCanonical whether there is a canonical value to compare with
     */
    List<String> wrong(boolean isCanonical) {
        if (!wrong.isEmpty() || !isCanonical) {
            return wrong.isEmpty() ? wrong : wrong.subList(0, 1);
        }
        if (cell.kind() != Kind.DEFAULTED && !hasValue) {
            return List.of("no meeting has a value there");
        }
        boolean mayCoincide =
                cell.kind() == Kind.DEFAULTED && !FidelityRules.isConstant(Objects.requireNonNull(cell.rule()));
        if (cell.kind() != Kind.EXACT && !isChanged && !mayCoincide) {
            return List.of("all are exact");
        }
        if (cell.instead() != null && !isMissing) {
            return List.of("no meeting is without a value there");
        }
        return List.of();
    }

    private static String cut(Object value) {
        var text = String.valueOf(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
