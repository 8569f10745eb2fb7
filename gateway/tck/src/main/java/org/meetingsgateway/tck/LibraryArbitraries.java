package org.meetingsgateway.tck;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Report;

/** Tenants with meetings that say anything in any field, or nothing. */
public final class LibraryArbitraries {
    /** The project that some of the meetings are of, with the team number 1. */
    public static final UUID PROJECT = UUID.fromString("10000000-0000-4000-8000-000000000001");

    private LibraryArbitraries() {}

    /** Up to four meetings, all of {@link Library#PERSON}, who is a member of {@link #PROJECT}. */
    public static Arbitrary<Library> libraries() {
        return meeting().list().ofMaxSize(4).map(LibraryArbitraries::library);
    }

    /** A tenant with these meetings, given as {@link Library#read} takes them, without their ids. */
    static Library library(List<JsonObject> meetings) {
        var project = new JsonObject()
                .put("id", PROJECT.toString())
                .put("team", 1)
                .put("member_ids", JsonArray.of(Library.PERSON.toString()));
        var all = IntStream.range(0, meetings.size())
                .mapToObj(n -> identified(meetings.get(n).copy(), n + 1))
                .toList();
        return Library.read(
                new JsonObject().put("projects", JsonArray.of(project)).put("meetings", new JsonArray(all)));
    }

    /** Its own id and slug, and ids of its parts that no other meeting has. */
    private static JsonObject identified(JsonObject meeting, int n) {
        meeting.put("id", new UUID(0x4000L, n).toString()).put("slug", "meeting-" + n);
        number(meeting.getJsonArray("reports"), 0x5000L + n);
        number(meeting.getJsonArray("action_items"), 0x6000L + n);
        return meeting;
    }

    private static void number(@Nullable JsonArray parts, long family) {
        for (int i = 0; parts != null && i < parts.size(); i++) {
            parts.getJsonObject(i).put("id", new UUID(family, i).toString());
        }
    }

    private static Arbitrary<JsonObject> meeting() {
        return object().use(texts().injectNull(0.2))
                .in((m, v) -> m.put("title", v))
                .use(texts().injectNull(0.5))
                .in((m, v) -> m.put("description", v))
                .use(texts().injectNull(0.5))
                .in((m, v) -> m.put("notes", v))
                .use(codes(MeetingStatus.class))
                .in((m, v) -> m.put("status", v))
                .use(codes(Platform.class).injectNull(0.3))
                .in((m, v) -> m.put("platform", v))
                .use(urls().injectNull(0.5))
                .in((m, v) -> m.put("url", v))
                .use(texts().injectNull(0.5))
                .in((m, v) -> m.put("location", v))
                .use(moments().injectNull(0.3))
                .in((m, v) -> m.put("starts_at", v))
                .use(moments().injectNull(0.5))
                .in((m, v) -> m.put("ended_at", v))
                .use(counts().injectNull(0.3))
                .in((m, v) -> m.put("duration_seconds", v))
                .use(codes(Privacy.class))
                .in((m, v) -> m.put("privacy", v))
                .use(texts().list().uniqueElements().ofMaxSize(3))
                .in((m, v) -> m.put("tags", new JsonArray(v)))
                .use(Arbitraries.of(true, false))
                .in((m, v) -> m.put("project_id", v ? PROJECT.toString() : null))
                .use(list(participant()))
                .in((m, v) -> m.put("participants", v))
                .use(conference())
                .in((m, v) -> m.put("conference", v))
                .use(urls().injectNull(0.5))
                .in((m, v) -> m.put("short_url", v))
                .use(recording())
                .in((m, v) -> m.put("recording", v))
                .use(list(segment()))
                .in((m, v) -> m.put("segments", v))
                .use(texts().injectNull(0.3))
                .in((m, v) -> m.put("summary", v))
                .use(list(report()))
                .in((m, v) -> m.put("reports", v))
                .use(list(actionItem()))
                .in((m, v) -> m.put("action_items", v))
                .use(list(item(1)))
                .in((m, v) -> m.put("agenda", v))
                .use(list(item(1)))
                .in((m, v) -> m.put("minutes", v))
                .use(moments())
                .in((m, v) -> m.put("created_at", v).put("updated_at", v))
                .build();
    }

    private static Builders.BuilderCombinator<JsonObject> object() {
        return Builders.withBuilder(JsonObject::new);
    }

    private static Arbitrary<JsonArray> list(Arbitrary<JsonObject> items) {
        return items.list().ofMaxSize(3).map(JsonArray::new);
    }

    private static Arbitrary<JsonObject> participant() {
        return Combinators.combine(
                        texts(), codes(Participant.AttendanceStatus.class).injectNull(0.5))
                .as((name, status) -> new JsonObject().put("name", name).put("status", status));
    }

    private static Arbitrary<JsonObject> conference() {
        var texts = texts().injectNull(0.5);
        return Combinators.combine(texts, texts, texts)
                .as((number, extension, password) -> new JsonObject()
                        .put("number", number)
                        .put("extension", extension)
                        .put("password", password));
    }

    private static Arbitrary<JsonObject> recording() {
        return Combinators.combine(
                        urls().injectNull(0.4),
                        counts().injectNull(0.4),
                        uuids().injectNull(0.4),
                        uuids().injectNull(0.4),
                        texts().injectNull(0.7))
                .as((url, size, upload, recall, error) -> new JsonObject()
                        .put("url", url)
                        .put("size_bytes", size)
                        .put("sdk_upload_id", upload)
                        .put("recall_recording_id", recall)
                        .put("error", error));
    }

    private static Arbitrary<JsonObject> segment() {
        var times = Arbitraries.integers()
                .between(0, 10_000_000)
                .map(Integer::doubleValue)
                .injectNull(0.3);
        return Combinators.combine(
                        texts(),
                        texts().injectNull(0.3),
                        times,
                        times,
                        Arbitraries.of(0.0, 0.25, 1.0).injectNull(0.5),
                        Arbitraries.of(true, false).injectNull(0.5))
                .as((text, speaker, start, end, confidence, isFinal) -> new JsonObject()
                        .put("text", text)
                        .put("speaker", speaker)
                        .put("start_ms", start)
                        .put("end_ms", end)
                        .put("confidence", confidence)
                        .put("final", isFinal));
    }

    private static Arbitrary<JsonObject> report() {
        return Combinators.combine(
                        texts(),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(20),
                        codes(Report.Status.class),
                        Arbitraries.of(true, false),
                        texts().injectNull(0.2),
                        moments())
                .as((name, code, status, isAuto, content, at) -> new JsonObject()
                        .put("template_name", name)
                        .put("template_code", code)
                        .put("status", status)
                        .put("is_auto_generated", isAuto)
                        .put("content", content)
                        .put("created_at", at));
    }

    private static Arbitrary<JsonObject> actionItem() {
        return Combinators.combine(
                        texts(),
                        texts().injectNull(0.5),
                        texts().injectNull(0.5),
                        moments().injectNull(0.5),
                        codes(ActionItem.State.class),
                        moments())
                .as((title, description, assignee, due, state, at) -> new JsonObject()
                        .put("title", title)
                        .put("description", description)
                        .put("assignee", assignee)
                        .put("due_at", due)
                        .put("state", state)
                        .put("completed_at", state.equals("completed") ? at : null)
                        .put("dismissed_at", state.equals("dismissed") ? at : null)
                        .put("created_at", at));
    }

    private static Arbitrary<JsonObject> item(int depth) {
        Arbitrary<JsonArray> children = depth == 0 ? Arbitraries.create(JsonArray::new) : list(item(depth - 1));
        return Combinators.combine(texts(), texts().injectNull(0.5), codes(MinuteItem.Type.class), uuids(), children)
                .as((title, contents, type, id, under) -> new JsonObject()
                        .put("id", id)
                        .put("title", title)
                        .put("contents", contents)
                        .put("type", type)
                        .put("children", under));
    }

    // --- Values

    /** Texts that are not blank, of any characters that can be stored. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(text ->
                        !text.isBlank() && text.codePoints().noneMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff)));
    }

    private static Arbitrary<String> urls() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMaxLength(8)
                .map(path -> "https://media.example/" + path);
    }

    private static Arbitrary<String> moments() {
        return Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .map(ms -> Instant.ofEpochMilli(ms).toString());
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.longs().between(0, 1L << 40);
    }

    private static Arbitrary<String> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((high, low) -> new UUID(high, low).toString());
    }

    private static <E extends Enum<E> & Coded> Arbitrary<String> codes(Class<E> type) {
        return Arbitraries.of(type).map(Coded::code);
    }
}
