package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values that are made of those of a meeting. */
final class FidelityValues {
    private FidelityValues() {}

    static List<@Nullable Object> each(
            List<@Nullable Object> values, Function<@Nullable Object, @Nullable Object> rule) {
        return values.stream().map(rule).collect(Collectors.toCollection(ArrayList::new));
    }

    static @Nullable Object wholeSeconds(@Nullable Object moment) {
        return moment instanceof Instant instant ? instant.truncatedTo(ChronoUnit.SECONDS) : moment;
    }

    static @Nullable Object desktopStatus(@Nullable Object status) {
        return switch (String.valueOf(status)) {
            case "scheduled" -> "processing";
            case "completed" -> "ready";
            case "failed" -> "error";
            default -> status;
        };
    }

    static @Nullable Object millions(@Nullable Object bytes) {
        return bytes == null
                ? null
                : Values.plain(((BigDecimal) bytes).movePointLeft(6).setScale(1, RoundingMode.HALF_UP));
    }

    static Object first24(@Nullable Object id) {
        return String.valueOf(id).replace("-", "").substring(0, 24);
    }

    /** The first 24 digits of the MD5 where an id has another form. */
    static @Nullable Object alias(@Nullable Object id) {
        try {
            return id == null || String.valueOf(id).matches("[0-9a-f]{24}")
                    ? id
                    : HexFormat.of()
                            .formatHex(MessageDigest.getInstance("MD5")
                                    .digest(String.valueOf(id).getBytes(StandardCharsets.UTF_8)))
                            .substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A mirrored meeting is in the connection's project, and its owner's. */
    static List<@Nullable Object> ofConnection(Seen seen) {
        var connection = Objects.requireNonNull(seen.connection());
        var place = seen.place();
        var bob = connection.owner();
        var facts = new JsonObject()
                .put("project_id", connection.project().getString("id"))
                .put("project", connection.project())
                .put("owner_id", connection.bob())
                .put("owner", bob)
                .put(
                        "source",
                        new JsonObject()
                                .put("style", connection.style())
                                .put("connection_id", connection.connection()));
        return Values.at(facts, place);
    }

    /** What the directory has of those whose aliases are told beside it. */
    static List<@Nullable Object> of(
            Seen seen, String directory, BiFunction<JsonObject, String, @Nullable Object> member) {
        int dot =
                directory.equals("projects") ? "project".length() : seen.place().lastIndexOf('.');
        var name = seen.place().substring(dot + 1);
        return each(
                Values.at(seen.told(), seen.place().substring(0, dot) + ".id"),
                alias -> seen.here().getJsonArray(directory).stream()
                        .map(JsonObject.class::cast)
                        .filter(each -> each.getString("alias").equals(alias))
                        .findFirst()
                        .map(each -> member.apply(each, name))
                        .orElse(
                                name.equals("administrator")
                                        ? false
                                        : name.equals("created_at")
                                                ? wholeSeconds(
                                                        seen.here("created_at").getFirst())
                                                : null));
    }

    static @Nullable Object personal(JsonObject person, String name) {
        return switch (name) {
            case "firstname" -> person.getValue("first_name");
            case "surname" -> person.getValue("last_name");
            default -> wholeSeconds(Values.plain(person.getValue(name)));
        };
    }

    static @Nullable Object ofProject(JsonObject project, String name) {
        return wholeSeconds(Values.at(project, name).getFirst());
    }

    /** Made of the meeting and the name. */
    static List<@Nullable Object> aliasesOfNames(Seen seen) {
        return each(seen.here("participants[].name"), name -> alias(seen.here().getString("id") + ":" + name));
    }

    /** In a list of items, others have none. */
    static List<@Nullable Object> ofActions(Seen seen) {
        var types = seen.owned(seen.place().substring(0, seen.place().indexOf("[].")) + "[].type");
        var values = seen.values();
        return IntStream.range(0, values.size())
                .filter(i -> "action".equals(types.get(i)))
                .mapToObj(values::get)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Those of the data are due long before, or long after the test. */
    static List<@Nullable Object> overdue(Seen seen) {
        var due = seen.owned("action_items[].due_at");
        var states = new ArrayList<@Nullable Object>();
        for (var state : seen.values()) {
            boolean isOverdue = due.get(states.size()) instanceof Instant moment && moment.isBefore(Instant.now());
            states.add("open".equals(state) ? isOverdue ? "overdue" : "uncompleted" : state);
        }
        return states;
    }

    static @Nullable Object aliasOf(Seen seen, @Nullable Object id) {
        return seen.here().getJsonArray("people").stream()
                .map(JsonObject.class::cast)
                .filter(person -> person.getString("id").equals(id))
                .map(person -> person.getString("alias"))
                .findFirst()
                .orElse(null);
    }

    /** An item of the minutes says what its action says. */
    static List<@Nullable Object> asItsAction(Seen seen) {
        var member = seen.place().substring("minutes[].".length());
        var all = new ArrayList<@Nullable Object>();
        for (var reference : Values.at(seen.told(), "minutes[].reference")) {
            seen.told().getJsonArray("actions").stream()
                    .map(JsonObject.class::cast)
                    .filter(action -> Objects.equals(Values.plain(action.getValue("reference")), reference))
                    .forEach(action -> all.addAll(Values.at(action, member.equals("action_id") ? "id" : member)));
        }
        return all;
    }

    static List<@Nullable Object> assignees(Seen seen) {
        var all = new ArrayList<@Nullable Object>();
        for (var item : seen.owned().getJsonArray("action_items")) {
            var names = ((JsonObject) item)
                    .getJsonArray("assignees").stream()
                            .map(assignee -> ((JsonObject) assignee).getString("name"))
                            .collect(Collectors.joining(", "));
            all.add(names.isEmpty() ? null : names);
        }
        return all;
    }

    /** The list of actions ends it. */
    static List<@Nullable Object> minutesAlone(Seen seen) {
        var head = "\n## Action items\n";
        var actions = seen.here().getJsonArray("action_items").stream()
                .map(JsonObject.class::cast)
                .filter(action -> action.getString("minute_id") != null)
                .map(FidelityValues::line)
                .toList();
        return each(seen.values(), content -> {
            var text = String.valueOf(content);
            var before = text.contains(head) ? text.substring(0, text.indexOf(head)) : text;
            return actions.isEmpty() ? before : before + head + "\n" + String.join("", actions);
        });
    }

    private static String line(JsonObject action) {
        var box = Map.of("open", "- [ ] ", "completed", "- [x] ", "dismissed", "- [-] ");
        var assignee = action.getString("assignee");
        var dueAt = action.getString("due_at");
        return box.get(action.getString("state"))
                + action.getString("title")
                + (assignee == null ? "" : " (" + assignee + ")")
                + (dueAt == null ? "" : ", due " + dueAt.substring(0, "2026-01-01".length()))
                + "\n";
    }
}
