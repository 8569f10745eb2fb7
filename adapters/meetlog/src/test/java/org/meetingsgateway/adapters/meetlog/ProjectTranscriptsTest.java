package org.meetingsgateway.adapters.meetlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.WireResponse;

class ProjectTranscriptsTest {
    private static final String PROJECT = "5af51e1a-fdf1-4327-97a9-08b8e13fde35";
    private static final Principal OWNER =
            new Principal(new UUID(0, 1), "acme", Library.PERSON, "key", Set.of(), Principal.View.OWNED);

    @Test
    void a_long_list_is_read_and_sent_in_pieces_and_is_whole() {
        var asked = new ArrayList<Slice>();
        var library = library(1_201);
        var source = MemorySource.of(library);
        var response = answer(
                library,
                new Answers()
                        .on(ListMeetings.class, (call, principal) -> {
                            asked.add(call.slice());
                            return source.call(call, principal);
                        })
                        .build());
        assertThat(response).isInstanceOf(WireResponse.Streamed.class);
        assertThat(asked).hasSize(1);
        var pieces = pieces((WireResponse.Streamed) response);
        assertThat(pieces).hasSize(3);
        assertThat(asked).hasSize(3).allMatch(slice -> slice.size() == ProjectTranscripts.PIECE);
        var whole = Buffer.buffer();
        pieces.forEach(whole::appendBuffer);
        assertThat(whole).isEqualTo(inOnePiece(library));
    }

    @Test
    void what_fits_one_piece_is_answered_at_once() {
        for (var count : List.of(0, 1, ProjectTranscripts.PIECE)) {
            var library = library(count);
            var response = answer(library, MemorySource.of(library));
            assertThat(response).isInstanceOf(WireResponse.Bytes.class);
            assertThat(transcripts(((WireResponse.Bytes) response).body())).hasSize(count);
        }
    }

    @Test
    void a_list_that_shrinks_while_it_is_read_still_ends_well() {
        var library = library(1);
        var response = answer(
                library,
                new Answers()
                        .on(
                                ListMeetings.class,
                                (call, principal) -> Future.succeededFuture(
                                        call.slice().equals(new Slice.After(null, ProjectTranscripts.PIECE))
                                                ? new Page<>(library.meetings(), null, "next")
                                                : new Page<MeetingView>(List.of(), null, null)))
                        .build());
        var whole = Buffer.buffer();
        pieces((WireResponse.Streamed) response).forEach(whole::appendBuffer);
        assertThat(transcripts(whole)).hasSize(1);
    }

    @Test
    void a_failure_in_between_is_passed_on() {
        var library = library(1);
        var failure = new IllegalStateException("gone");
        var response = (WireResponse.Streamed) answer(
                library,
                new Answers()
                        .on(
                                ListMeetings.class,
                                (call, principal) ->
                                        call.slice().equals(new Slice.After(null, ProjectTranscripts.PIECE))
                                                ? Future.succeededFuture(new Page<>(library.meetings(), null, "next"))
                                                : Future.failedFuture(failure))
                        .build());
        assertThat(response.body().next().succeeded()).isTrue();
        assertThat(response.body().next().cause()).isSameAs(failure);
    }

    private static WireResponse answer(Library library, MeetingSource source) {
        return ProjectTranscripts.answer(library.projects().getFirst(), new Meetings(source, OWNER))
                .result();
    }

    private static List<Buffer> pieces(WireResponse.Streamed response) {
        var pieces = new ArrayList<Buffer>();
        for (var piece = response.body().next().result();
                piece != null;
                piece = response.body().next().result()) {
            pieces.add(piece);
        }
        return pieces;
    }

    private static Buffer inOnePiece(Library library) {
        var all = library.meetings().reversed();
        return ((WireResponse.Bytes) MeetLogJson.answer(
                        json -> MeetLogJson.project(json, library.projects().getFirst(), all)))
                .body();
    }

    private static JsonArray transcripts(Buffer body) {
        return new JsonObject(body).getJsonArray("transcripts");
    }

    private static Library library(int meetings) {
        var list = IntStream.range(0, meetings)
                .mapToObj(n -> new JsonObject()
                        .put("id", new UUID(7, n).toString())
                        .put("title", "Meeting " + n)
                        .put("project_id", PROJECT)
                        .put("recording", new JsonObject().put("url", "https://media.example/" + n)))
                .toList();
        return Library.read(new JsonObject()
                .put("projects", JsonArray.of(new JsonObject().put("id", PROJECT)))
                .put("meetings", new JsonArray(list)));
    }
}
