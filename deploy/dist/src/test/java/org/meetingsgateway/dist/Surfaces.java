package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person is told of meetings by each surface: a meeting and all that belongs to it in one document. */
final class Surfaces {
    static final String CANONICAL = "canonical";
    static final List<String> NAMES = List.of(CANONICAL, "meetlog", "minutebase", "desktop");

    /** What is told of a meeting that is not shown. */
    static final JsonObject NOTHING = new JsonObject();

    private static final List<Integer> NOT_SHOWN = List.of(403, 404);

    private final Map<String, Api> apis;
    private final int team;

    /** @param project what the desktop style is asked about */
    Surfaces(Tenant tenant, String person, JsonObject project) {
        this.apis = new HashMap<>(Map.of(
                CANONICAL,
                tenant.canonical(person),
                "meetlog",
                tenant.meetlog(person),
                "minutebase",
                tenant.minutebase(person),
                "desktop",
                tenant.desktop(person)));
        this.team = project.getInteger("team");
    }

    Api api(String surface) {
        return apis.get(surface);
    }

    /** Where recordings are. */
    String recordings() {
        return "/api/projects/" + team + "/desktop_recordings/";
    }

    /**
     * What another surface tells; null where it does not show it.
     *
     * @param meeting as {@code /v1} tells it
     */
    @Nullable
    JsonObject told(String surface, JsonObject meeting) {
        return switch (surface) {
            case "meetlog" -> meetlog(meeting.getString("id"));
            case "minutebase" -> minutebase(meeting.getString("alias"));
            case "desktop" -> object(surface, recordings() + meeting.getString("id") + "/");
            default -> throw new IllegalArgumentException(surface);
        };
    }

    /** Null where it is not shown. */
    private @Nullable JsonObject object(String surface, String target) {
        var answer = api(surface).get(target);
        if (NOT_SHOWN.contains(answer.status())) {
            return null;
        }
        if (answer.status() != 200) {
            throw new AssertionError(target + ": " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    /** With {@code segments}, and with its reports by their codes. */
    @Nullable
    JsonObject canonical(String id) {
        var meeting = object(CANONICAL, "/v1/meetings/" + id + "?expand=transcript,reports");
        return meeting == null
                ? null
                : meeting.put("segments", items("/v1/meetings/" + id + "/transcript/segments"))
                        .put("reports", by("template_code", meeting.getJsonArray("reports")));
    }

    /** All that a canonical list has. */
    JsonArray items(String target) {
        var all = new JsonArray();
        String next = null;
        do {
            var page = object(
                    CANONICAL,
                    target + (target.contains("?") ? "&" : "?") + "limit=100"
                            + (next == null ? "" : "&cursor=" + next));
            page.getJsonArray("items").forEach(all::add);
            next = page.getString("next_cursor");
        } while (next != null);
        return all;
    }

    /** With {@code reports} by their codes, instead of their ids. */
    private @Nullable JsonObject meetlog(String id) {
        var transcript = object("meetlog", "/api/v1/export/transcripts/" + id);
        if (transcript == null) {
            return null;
        }
        var reports = new JsonArray();
        for (var report : (JsonArray) transcript.remove("report_ids")) {
            reports.add(object("meetlog", "/api/v1/export/reports/" + report));
        }
        return transcript.put("reports", by("template_code", reports));
    }

    /** With {@code actions}, which are in no meeting, by their titles. */
    private @Nullable JsonObject minutebase(String alias) {
        var meeting = object("minutebase", "/api/v1/meetings/" + alias);
        if (meeting == null) {
            return null;
        }
        var actions = new ArrayList<Object>();
        for (var state : List.of("outstanding", "overdue", "completed", "dismissed")) {
            object("minutebase", "/api/v1/meetings/" + alias + "/actions?per_page=100&state=" + state)
                    .getJsonArray("results")
                    .stream()
                    .filter(action -> !actions.contains(action))
                    .forEach(actions::add);
        }
        return meeting.put("actions", by("title", new JsonArray(actions)));
    }

    /** For lists whose orders differ. */
    static JsonArray by(String member, JsonArray items) {
        return new JsonArray(items.stream()
                .sorted(Comparator.comparing(item -> ((JsonObject) item).getString(member)))
                .toList());
    }
}
