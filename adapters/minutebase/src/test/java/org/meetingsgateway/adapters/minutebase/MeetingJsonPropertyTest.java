package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/** What is shown of a meeting, and what is read back from it. */
class MeetingJsonPropertyTest {
    private static final UUID ID = UUID.fromString("01976b3e-0000-7000-8000-00000000001b");

    @Property(tries = 300)
    void what_the_style_carries_is_read_back(@ForAll("meetings") Meeting meeting) {
        var expected = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, meeting.title())
                .set(MeetingField.DESCRIPTION, meeting.description())
                .set(MeetingField.LOCATION, meeting.location())
                .set(MeetingField.STARTS_AT, meeting.startsAt())
                .set(MeetingField.PRIVACY, meeting.privacy())
                .set(MeetingField.TAGS, meeting.tags())
                .set(MeetingField.PARTICIPANTS, meeting.participants())
                .set(MeetingField.CONFERENCE_NUMBER, meeting.conference().number())
                .set(MeetingField.CONFERENCE_EXTENSION, meeting.conference().extension())
                .set(MeetingField.CONFERENCE_PASSWORD, meeting.conference().password())
                .set(MeetingField.SHORT_URL, meeting.shortUrl())
                .build();
        assertThat(read(basic(meeting))).isEqualTo(expected);
        assertThat(read(extended(meeting))).isEqualTo(expected);
    }

    @Property(tries = 300)
    void the_basic_set_is_the_extended_one_without_agenda_and_minutes(@ForAll("meetings") Meeting meeting) {
        var extended = extended(meeting);
        assertThat(extended.remove("agenda")).isEqualTo(new JsonArray());
        assertThat(extended.remove("minutes")).isEqualTo(new JsonArray());
        assertThat(extended.encode()).isEqualTo(basic(meeting).encode());
    }

    @Property(tries = 300)
    void every_attendee_has_an_id_of_the_meeting_by_which_it_stays(@ForAll("meetings") Meeting meeting) {
        var shown = basic(meeting).getJsonArray("attendees");
        var ids = new HashSet<String>();
        for (int i = 0; i < shown.size(); i++) {
            ids.add(shown.getJsonObject(i).getString("id"));
        }
        assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{24}"));
        var body = Body.of(new JsonObject().put("attendee_ids", new JsonArray(List.copyOf(ids))));
        assertThat(Attendance.ofAttribute(body).participants(meeting, Map.of(), id -> {
                    throw new AssertionError(id + " is unknown");
                }))
                .containsExactlyInAnyOrderElementsOf(meeting.participants());
        assertThat(body.isRejected()).isFalse();
    }

    @Property(tries = 300)
    void a_start_is_a_whole_second_not_after_it(@ForAll("moments") Instant start) {
        var seconds = basic(meeting(new JsonObject().put("id", ID.toString()).put("starts_at", start)))
                .getLong("start_at");
        assertThat(Instant.ofEpochSecond(seconds)).isBeforeOrEqualTo(start).isAfter(start.minusSeconds(1));
    }

    private static Changes<MeetingField> read(JsonObject meeting) {
        var answer = new WireResponse.Bytes(200, MultiMap.caseInsensitiveMultiMap(), meeting.toBuffer());
        return MeetingJson.read(Document.of("meeting", answer)).build();
    }

    private static JsonObject basic(Meeting meeting) {
        return new JsonObject(Json.bytes(json -> MeetingJson.basic(json, meeting, Map.of())));
    }

    private static JsonObject extended(Meeting meeting) {
        var view = new MeetingView(meeting, null, null, List.of(), List.of(), List.of(), null);
        return new JsonObject(Json.bytes(json -> MeetingJson.extended(json, view, Map.of(), Instant.EPOCH)));
    }

    @Provide
    Arbitrary<Meeting> meetings() {
        var texts = Combinators.combine(
                        texts().filter(title -> !title.equals(MeetingJson.UNTITLED))
                                .injectNull(0.2),
                        texts().filter(text -> !text.isEmpty()).injectNull(0.2),
                        texts().injectNull(0.2),
                        texts().injectNull(0.2))
                .as((title, description, location, shortUrl) -> new JsonObject()
                        .put("title", title)
                        .put("description", description)
                        .put("location", location)
                        .put("short_url", shortUrl));
        var conference = Combinators.combine(texts().injectNull(0.2), texts().injectNull(0.2), texts().injectNull(0.2))
                .as((number, extension, password) -> new JsonObject()
                        .put("number", number)
                        .put("extension", extension)
                        .put("password", password));
        return Combinators.combine(
                        texts,
                        conference,
                        Arbitraries.longs()
                                .between(-2_000_000_000L, 4_000_000_000L)
                                .map(Instant::ofEpochSecond),
                        Arbitraries.of(Privacy.class),
                        texts().list().ofMaxSize(3),
                        participants().list().ofMaxSize(4))
                .as((shown, dialIn, start, privacy, tags, participants) -> meeting(shown.put("id", ID.toString())
                        .put("conference", dialIn)
                        .put("starts_at", start)
                        .put("privacy", privacy.code())
                        .put("tags", new JsonArray(tags))
                        .put("participants", new JsonArray(participants))));
    }

    private static Arbitrary<JsonObject> participants() {
        // Two names cannot say a blank at the end of a first name alone, and an empty name is none.
        var names = texts().filter(name -> !name.isEmpty() && !name.matches("[^ ]* "));
        return Combinators.combine(names, texts().injectNull(0.3), Arbitraries.of(AttendanceStatus.class))
                .as((name, email, status) ->
                        new JsonObject().put("name", name).put("email", email).put("status", status.code()));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-2_000_000_000_000L, 4_000_000_000_000L)
                .map(Instant::ofEpochMilli);
    }

    private static Meeting meeting(JsonObject meeting) {
        return Library.read(new JsonObject().put("meetings", JsonArray.of(meeting)))
                .meetings()
                .getFirst()
                .meeting();
    }

    /** Any text that a store can hold: without NUL and halves of surrogate pairs. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.strings().withChars("ab ").ofMaxLength(8))
                .filter(text -> text.codePoints().noneMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff)));
    }
}
