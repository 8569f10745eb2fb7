package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.wire.Json;

/** What is shown of a recording, and what is read back from it. */
class RecordingJsonPropertyTest {
    private static final UUID ID = UUID.fromString("01976b3e-0000-7000-8000-00000000001b");

    @Property(tries = 200)
    void what_the_style_carries_is_read_back(
            @ForAll("meetings") MeetingView view, @ForAll("segments") List<Segment> said) {
        var meeting = view.meeting();
        var recording = meeting.recording();
        var expected = Changes.of(MeetingField.class)
                .set(MeetingField.RECORDING_RECALL_RECORDING_ID, recording.recallRecordingId())
                .set(MeetingField.PLATFORM, meeting.platform())
                .set(MeetingField.TITLE, meeting.title())
                .set(MeetingField.URL, meeting.url())
                .set(MeetingField.DURATION_SECONDS, meeting.durationSeconds())
                .set(MeetingField.STATUS, meeting.status())
                .set(MeetingField.NOTES, meeting.notes())
                .set(MeetingField.RECORDING_ERROR, recording.error())
                .set(MeetingField.RECORDING_URL, recording.url())
                .set(MeetingField.RECORDING_SIZE_BYTES, recording.sizeBytes())
                .set(MeetingField.SUMMARY, meeting.summary())
                .set(MeetingField.TASKS_GENERATED_AT, meeting.tasksGeneratedAt())
                .set(MeetingField.SUMMARY_GENERATED_AT, meeting.summaryGeneratedAt())
                .set(MeetingField.STARTS_AT, meeting.startsAt())
                .set(MeetingField.ENDED_AT, meeting.endedAt())
                .build();
        var read = RecordingJson.read(Fields.of(shown(view, said)));
        assertThat(read.changes()).isEqualTo(expected);
        assertThat(read.segments()).isEqualTo(said);
        assertThat(read.participants())
                .isEqualTo(
                        meeting.participants().stream().map(Participant::called).toList());
        var items = view.actionItems();
        assertThat(items).isNotNull();
        assertThat(read.tasks())
                .isEqualTo(items.stream()
                        .map(item -> Changes.of(ActionItemField.class)
                                .set(ActionItemField.TITLE, item.title())
                                .set(ActionItemField.DESCRIPTION, item.description())
                                .set(ActionItemField.ASSIGNEE, item.assignee())
                                .build())
                        .toList());
    }

    @Property(tries = 200)
    void the_text_is_all_texts_joined_by_one_blank(
            @ForAll("meetings") MeetingView view, @ForAll("segments") List<Segment> said) {
        assertThat(shown(view, said).getString("transcript_text"))
                .isEqualTo(String.join(" ", said.stream().map(Segment::text).toList()));
    }

    @Property(tries = 100)
    void less_is_all_but_the_transcript(@ForAll("meetings") MeetingView view, @ForAll("segments") List<Segment> said) {
        var whole = shown(view, said);
        whole.remove("transcript_text");
        whole.remove("transcript_segments");
        var minimal = new JsonObject(Json.bytes(json -> {
            json.writeStartObject();
            RecordingJson.minimal(json, view);
            json.writeEndObject();
        }));
        assertThat(minimal.encode()).isEqualTo(whole.encode());
    }

    /** In two pieces, as a long transcript is. */
    private static JsonObject shown(MeetingView view, List<Segment> said) {
        var stored = IntStream.range(0, said.size())
                .mapToObj(i -> new StoredSegment(i + 1L, said.get(i)))
                .toList();
        var first = stored.subList(0, stored.size() / 2);
        var second = stored.subList(stored.size() / 2, stored.size());
        return new JsonObject(Json.bytes(json -> {
            json.writeStartObject();
            RecordingJson.head(json, view.meeting());
            TranscriptJson.openText(json);
            TranscriptJson.text(json, first);
            TranscriptJson.text(json, second);
            TranscriptJson.closeText(json);
            TranscriptJson.openSegments(json);
            TranscriptJson.segments(json, first);
            TranscriptJson.segments(json, second);
            TranscriptJson.closeSegments(json);
            RecordingJson.tail(json, view);
            json.writeEndObject();
        }));
    }

    @Provide
    Arbitrary<List<Segment>> segments() {
        var numbers = Arbitraries.doubles()
                .between(-1e12, 1e12)
                .map(number -> number + 0.0)
                .injectNull(0.2);
        return Combinators.combine(
                        filled(),
                        filled().injectNull(0.2),
                        numbers,
                        numbers,
                        Arbitraries.of(true, false).injectNull(0.2))
                .as((text, speaker, start, confidence, isFinal) ->
                        new Segment(text, speaker, start, null, confidence, isFinal))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<MeetingView> meetings() {
        return members().map(members -> {
            var meeting = new JsonObject().put("id", ID.toString());
            members.forEach(meeting::mergeIn);
            var library = new JsonObject().put("meetings", new JsonArray().add(meeting));
            return Library.read(library).meetings().getFirst();
        });
    }

    private static Arbitrary<List<JsonObject>> members() {
        return Combinators.combine(
                        member("title", filled()),
                        member("notes", filled()),
                        member("summary", filled()),
                        member("url", Arbitraries.of("https://zoom.us/j/1?pwd=ü#x", "http://localhost:8080/")),
                        Combinators.combine(
                                        required(
                                                "status",
                                                Arbitraries.of(MeetingStatus.values())
                                                        .filter(status -> status != MeetingStatus.SCHEDULED)
                                                        .map(Coded::code)),
                                        required(
                                                "platform",
                                                Arbitraries.of(Platform.values())
                                                        .map(Coded::code)),
                                        member(
                                                "duration_seconds",
                                                Arbitraries.integers().map(Integer::longValue)),
                                        required("starts_at", moments()),
                                        member("ended_at", moments()),
                                        member("summary_generated_at", moments()),
                                        member("tasks_generated_at", moments()))
                                .as((a, b, c, d, e, f, g) -> merged(List.of(a, b, c, d, e, f, g))),
                        required("recording", recordings()),
                        required("participants", participants()),
                        required("action_items", tasks()))
                .as((a, b, c, d, e, f, g, h) -> List.of(a, b, c, d, e, f, g, h));
    }

    private static Arbitrary<JsonObject> recordings() {
        return Combinators.combine(
                        member("url", Arbitraries.just("https://v.example/1.mp4")),
                        member("size_bytes", Arbitraries.longs()),
                        member("recall_recording_id", Arbitraries.create(() -> ID.toString())),
                        member("error", filled()))
                .as((a, b, c, d) -> merged(List.of(a, b, c, d)));
    }

    private static Arbitrary<JsonArray> participants() {
        return Combinators.combine(filled(), filled().injectNull(0.3))
                .as((email, name) -> new JsonObject().put("email", email).put("name", name))
                .list()
                .ofMaxSize(4)
                .map(JsonArray::new);
    }

    private static Arbitrary<JsonArray> tasks() {
        return Combinators.combine(filled(), filled().injectNull(0.3), filled().injectNull(0.3))
                .as((title, description, assignee) -> new JsonObject()
                        .put("id", ID.toString())
                        .put("title", title)
                        .put("description", description)
                        .put("assignee", assignee))
                .list()
                .ofMaxSize(4)
                .map(JsonArray::new);
    }

    private static JsonObject merged(List<JsonObject> all) {
        var merged = new JsonObject();
        all.forEach(merged::mergeIn);
        return merged;
    }

    private static Arbitrary<JsonObject> member(String name, Arbitrary<?> value) {
        return required(name, value.injectNull(0.2));
    }

    private static Arbitrary<JsonObject> required(String name, Arbitrary<?> value) {
        return value.map(one -> new JsonObject().put(name, one));
    }

    private static Arbitrary<String> moments() {
        return Arbitraries.longs()
                .between(-60_000_000_000_000_000L, 250_000_000_000_000_000L)
                .map(micros -> Instant.EPOCH
                        .plusSeconds(Math.floorDiv(micros, 1_000_000))
                        .plusNanos(Math.floorMod(micros, 1_000_000) * 1000)
                        .toString());
    }

    /** A text that is not blank, without outer blanks. */
    private static Arbitrary<String> filled() {
        return Arbitraries.strings()
                .withChars("aä\"\\/\n\t \u0001€")
                .ofMinLength(0)
                .ofMaxLength(12)
                .map(text -> "x" + text + "😀");
    }
}
