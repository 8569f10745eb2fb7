package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Long lists that are not paged. */
class PiecesTest {
    private static final Principal PERSON =
            new Principal(new UUID(0, 1), "acme", Library.PERSON, "key", Set.of(), Principal.View.DISCLOSED);

    @Test
    void a_long_month_is_read_and_sent_in_pieces_and_is_whole() {
        var asked = new ArrayList<Slice>();
        var library = month(2 * MeetingLists.PIECE + 1);
        var source = MemorySource.of(library);
        var response = serve(new Answers()
                .on(GetCalendar.class, source::call)
                .on(FindPeople.class, source::call)
                .on(ListMeetings.class, (call, principal) -> {
                    asked.add(call.slice());
                    return source.call(call, principal);
                }));
        assertThat(asked).as("one piece before the answer begins").hasSize(1);
        var pieces = pieces((WireResponse.Streamed) response);
        assertThat(pieces).hasSize(3);
        assertThat(asked).hasSize(3).allMatch(slice -> slice.size() == MeetingLists.PIECE);
        var whole = Buffer.buffer();
        pieces.forEach(whole::appendBuffer);
        var titles = new JsonArray(whole)
                .stream()
                        .map(meeting -> ((JsonObject) meeting).getString("title"))
                        .toList();
        assertThat(titles)
                .isEqualTo(IntStream.range(0, library.meetings().size())
                        .mapToObj(n -> "Meeting " + n)
                        .toList());
    }

    @Test
    void what_fits_one_piece_is_answered_at_once() {
        for (var count : List.of(0, 1, MeetingLists.PIECE)) {
            var source = MemorySource.of(month(count));
            var response = serve(new Answers()
                    .on(GetCalendar.class, source::call)
                    .on(FindPeople.class, source::call)
                    .on(ListMeetings.class, source::call));
            assertThat(response).isInstanceOf(WireResponse.Bytes.class);
            assertThat(new JsonArray(((WireResponse.Bytes) response).body())).hasSize(count);
        }
    }

    @Test
    void a_list_that_shrinks_while_it_is_read_still_ends_well() {
        var pieces = pieces((WireResponse.Streamed) answer(cursor -> Future.succeededFuture(
                cursor == null
                        ? new Pieces.Piece(json -> json.writeNumber(1), "next")
                        : new Pieces.Piece(json -> {}, null))));
        var whole = Buffer.buffer();
        pieces.forEach(whole::appendBuffer);
        assertThat(whole.toString()).isEqualTo("[1]");
    }

    @Test
    void pieces_are_parted_by_commas() {
        var pieces = pieces((WireResponse.Streamed) answer(cursor -> Future.succeededFuture(new Pieces.Piece(
                json -> {
                    json.writeNumber(1);
                    json.writeNumber(2);
                },
                cursor == null ? "next" : null))));
        assertThat(pieces).hasToString("[[1,2, ,1,2]]");
    }

    @Test
    void a_failure_in_between_is_passed_on() {
        var failure = new IllegalStateException("gone");
        var response = (WireResponse.Streamed) answer(cursor -> cursor == null
                ? Future.succeededFuture(new Pieces.Piece(json -> json.writeNumber(1), "next"))
                : Future.failedFuture(failure));
        assertThat(response.body().next().succeeded()).isTrue();
        assertThat(response.body().next().cause()).isSameAs(failure);
    }

    @Test
    void a_failure_before_the_answer_is_the_answers() {
        var failure = new IllegalStateException("gone");
        assertThat(Pieces.answer(cursor -> Future.failedFuture(failure)).cause())
                .isSameAs(failure);
    }

    private static WireResponse answer(Pieces.Reader reader) {
        return Pieces.answer(reader).result();
    }

    private static WireResponse serve(Answers answers) {
        var endpoint = new MinuteBaseSurface()
                .endpoints().stream()
                        .filter(each -> each.path().equals("/api/v1/meetings/month/:month"))
                        .map(Endpoint::serve)
                        .findFirst()
                        .orElseThrow();
        var plain = WireRequest.get("/api/v1/meetings/month/2011-06");
        var request = new WireRequest(
                HttpMethod.GET,
                plain.base(),
                plain.path(),
                Map.of("month", "2011-06"),
                plain.query(),
                plain.headers(),
                plain.body());
        return endpoint.serve(request, new Meetings(answers.build(), PERSON)).result();
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

    private static Library month(int meetings) {
        var list = IntStream.range(0, meetings)
                .mapToObj(n -> new JsonObject()
                        .put("id", new UUID(7, n).toString())
                        .put("title", "Meeting " + n)
                        .put("starts_at", "2011-06-15T10:00:00Z"))
                .toList();
        return Library.read(new JsonObject().put("meetings", new JsonArray(list)));
    }
}
