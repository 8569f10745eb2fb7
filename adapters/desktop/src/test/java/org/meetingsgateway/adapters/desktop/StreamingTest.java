package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Answers that are too long to be held. */
class StreamingTest {
    private static final String PROJECT = "00000000-0000-7000-8000-0000000000c1";
    private static final int SPOKEN = 10_000;

    @Test
    void a_long_transcript_comes_in_pieces() {
        var meetings = meetings(1, SPOKEN);
        var pieces = Sent.pieces(serve("/:id", Map.of("id", id(0)), meetings));
        assertThat(pieces).hasSizeGreaterThan(10).allMatch(piece -> piece.length() < 200_000);
        var shown = Sent.whole(pieces);
        assertThat(shown.getJsonArray("transcript_segments")).hasSize(SPOKEN);
        assertThat(shown.getString("transcript_text")).isEqualTo(words(SPOKEN));
    }

    @Test
    void what_is_appended_while_it_is_sent_is_in_neither_half() {
        var meetings = meetings(1, SPOKEN);
        var response = serve("/:id", Map.of("id", id(0)), meetings);
        var late = new Segment("late", null, null, null, null, null);
        meetings.ask(new AppendSegments(new MeetingRef(id(0)), List.of(late)));
        var shown = Sent.whole(Sent.pieces(response));
        assertThat(shown.getJsonArray("transcript_segments")).hasSize(SPOKEN);
        assertThat(shown.getString("transcript_text")).isEqualTo(words(SPOKEN));
    }

    @Test
    void a_list_is_read_on_while_it_is_sent() {
        int many = RecordingLists.READ * 2 + 7;
        var shown = Sent.whole(Sent.pieces(serve("", Map.of(), meetings(many, 1))));
        assertThat(shown.getInteger("count")).isEqualTo(many);
        assertThat(shown.getJsonArray("results").stream().map(one -> ((JsonObject) one).getString("id")))
                .hasSize(many)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_made_between_two_pieces_moves_nothing() {
        var latest = Changes.of(MeetingField.class)
                .set(MeetingField.STARTS_AT, Instant.parse("2999-01-01T00:00:00Z"))
                .set(MeetingField.RECORDING_URL, "https://r.example/1")
                .set(MeetingField.PROJECT_ID, UUID.fromString(PROJECT));
        movesNothing((meetings, first) -> meetings.ask(new CreateMeeting(latest.build())));
    }

    @Test
    void what_is_deleted_between_two_pieces_moves_nothing() {
        movesNothing((meetings, first) -> meetings.ask(new DeleteMeeting(new MeetingRef(first), null)));
    }

    private static void movesNothing(BiConsumer<Meetings, String> change) {
        var meetings = meetings(RecordingLists.READ * 3 + 7, 1);
        var before = ids(serve("", Map.of(), meetings));
        var begun = serve("", Map.of(), meetings);
        change.accept(meetings, before.getFirst());
        assertThat(ids(serve("", Map.of(), meetings))).isNotEqualTo(before);
        assertThat(ids(begun)).isEqualTo(before);
    }

    private static List<String> ids(WireResponse list) {
        return Sent.whole(Sent.pieces(list)).getJsonArray("results").stream()
                .map(one -> ((JsonObject) one).getString("id"))
                .toList();
    }

    @Test
    void a_list_of_long_transcripts_comes_in_pieces() {
        var pieces = Sent.pieces(serve("", Map.of(), meetings(20, 1200)));
        assertThat(pieces).allMatch(piece -> piece.length() < 250_000);
        assertThat(Sent.whole(pieces).getJsonArray("results"))
                .hasSize(20)
                .allSatisfy(one -> assertThat(((JsonObject) one).getJsonArray("transcript_segments"))
                        .hasSize(1200));
    }

    @Test
    void a_short_answer_is_whole() {
        assertThat(serve("", Map.of(), meetings(3, 3))).isInstanceOf(WireResponse.Bytes.class);
    }

    private static WireResponse serve(String path, Map<String, String> variables, Meetings meetings) {
        var wanted = DesktopSurface.ROOTS.getFirst() + "/:" + Teams.VARIABLE + Recordings.PATH + path;
        var endpoint = new DesktopSurface()
                .endpoints().stream()
                        .filter(one ->
                                one.path().equals(wanted) && one.method().name().equals("GET"))
                        .map(Endpoint::serve)
                        .findFirst()
                        .orElseThrow();
        var query = MultiMap.caseInsensitiveMultiMap().set("limit", "5000");
        var plain = WireRequest.get("/api/environments/7" + Recordings.PATH);
        return endpoint.serve(
                        new WireRequest(
                                plain.method(), "", plain.path(), variables, query, plain.headers(), plain.body()),
                        meetings)
                .result();
    }

    private static String words(int count) {
        return String.join(
                " ", IntStream.range(0, count).mapToObj(i -> "word " + i).toList());
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-%012x".formatted(0x1000 + number);
    }

    private static Meetings meetings(int count, int segments) {
        var said = new JsonArray();
        IntStream.range(0, segments)
                .forEach(i -> said.add(new JsonObject().put("text", "word " + i).put("start_ms", (double) i)));
        var all = new JsonArray();
        IntStream.range(0, count)
                .forEach(i -> all.add(new JsonObject()
                        .put("id", id(i))
                        .put("project_id", PROJECT)
                        .put("segments", said)));
        var library = Library.read(new JsonObject()
                .put(
                        "projects",
                        new JsonArray().add(new JsonObject().put("id", PROJECT).put("team", 7)))
                .put("meetings", all));
        var account = library.account();
        var principal =
                new Principal(account.id(), account.slug(), Library.PERSON, "a key", Set.of(), Principal.View.READABLE);
        return new Meetings(MemorySource.of(library), principal).within(UUID.fromString(PROJECT));
    }
}
