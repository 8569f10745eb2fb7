package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.dist.FidelityTable.Cell;
import org.meetingsgateway.dist.FidelityTable.Kind;
import org.meetingsgateway.dist.FidelityTable.Row;

/** Compares what a surface tells of the meetings of a source with a column of its table. */
record FidelityCheck(FidelityTable table, String source) {
    /** What is not as the table says, and what it says for no reason. */
    List<String> wrong(List<Seen> meetings) {
        return wrong(meetings, !isItself());
    }

    /** What is carried and is not as the table says. What is not carried is the gateway's own, and may be written here. */
    List<String> differences(List<Seen> meetings) {
        return wrong(meetings, false);
    }

    /** @param needsReason whether it also has to be so: that there is such a value, and that no better word holds */
    private List<String> wrong(List<Seen> meetings, boolean needsReason) {
        var wrong = new ArrayList<String>();
        var carried = meetings.stream().map(this::carried).toList();
        for (var row : table.rows()) {
            if (!row.isOfItems() && (needsReason || isItself() || cell(row).kind() != Kind.ABSENT)) {
                check(row, meetings, carried, needsReason, wrong);
            }
        }
        return wrong;
    }

    /** Which meetings are shown that should not be, or the other way round; {@code key}: whose keys are used. */
    List<String> wronglyShown(List<Seen> meetings, RichMeetings key) {
        var cell =
                cell(table.rows().stream().filter(Row::isOfMeetings).findFirst().orElseThrow());
        return meetings.stream()
                .filter(seen -> (seen.told() == Surfaces.NOTHING)
                        == (cell.rule() == null || FidelityRules.isShown(cell.rule(), seen, key)))
                .map(seen -> "shown or not: " + seen.owned().encode())
                .toList();
    }

    /** The meeting with the items that are carried. */
    private Seen carried(Seen seen) {
        var owned = seen.owned().copy();
        for (var row : table.rows()) {
            var cell = cell(row);
            if (row.isOfItems() && !row.isOfMeetings() && cell.kind() == Kind.DERIVED) {
                var list = row.canonical().getFirst().replace("[]", "");
                owned.put(list, FidelityRules.items(Objects.requireNonNull(cell.rule()), owned.getJsonArray(list)));
            }
        }
        var here = seen.here().copy();
        if (table.surface().equals("minutebase")) { // its lists of actions have orders of their own
            Stream.of(owned, here)
                    .forEach(each -> each.put("action_items", Surfaces.by("title", each.getJsonArray("action_items"))));
        }
        return new Seen(owned, here, seen.told(), seen.place(), seen.connection());
    }

    /** What is compared with itself needs no reason. */
    private boolean isItself() {
        return table.surface().equals(Surfaces.CANONICAL) && source.equals("gateway");
    }

    private Cell cell(Row row) {
        return Objects.requireNonNull(row.cells().get(source));
    }

    private void check(Row row, List<Seen> meetings, List<Seen> carried, boolean needsReason, List<String> wrong) {
        var cell = cell(row);
        if (row.members().isEmpty()) {
            if (cell.kind() != Kind.ABSENT) {
                wrong.add(row.canonical() + " has no member, and so it is absent");
            }
            return;
        }
        boolean isCanonical = !row.canonical().isEmpty();
        for (var place : isCanonical ? row.canonical() : row.members()) {
            var members = isCanonical ? row.members() : List.of(place);
            var tally = new Tally(cell);
            for (int i = 0; i < meetings.size(); i++) {
                var told = told(members, meetings.get(i).told());
                tally.add(at(meetings.get(i), place, isCanonical), at(carried.get(i), place, isCanonical), told);
            }
            tally.wrong(isCanonical && needsReason)
                    .forEach(reason -> wrong.add(place + " is " + members + ", " + cell + "? " + reason));
        }
    }

    /** What only the style has, nobody owns. */
    private static Seen at(Seen seen, String place, boolean isCanonical) {
        return new Seen(isCanonical ? seen.owned() : seen.told(), seen.here(), seen.told(), place, seen.connection());
    }

    /** Of several members the values, joined by a blank. */
    private static List<@Nullable Object> told(List<String> members, JsonObject told) {
        var all = members.stream().map(member -> Values.at(told, member)).toList();
        if (all.size() == 1) {
            return all.getFirst();
        }
        var joined = new ArrayList<@Nullable Object>();
        for (int i = 0; i < all.getFirst().size(); i++) {
            int each = i;
            joined.add(all.stream()
                    .map(values -> String.valueOf(values.get(each)))
                    .collect(Collectors.joining(" "))
                    .strip());
        }
        return joined;
    }
}
