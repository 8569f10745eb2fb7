package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Slice;

class MemorySourceTest {
    private static final String OTHER = "00000000-0000-7000-8000-000000000002";
    private static final Library LIBRARY = Library.read(new JsonObject("""
            {"projects": [{"id": "10000000-0000-4000-8000-000000000001", "member_ids": ["%1$s"]},
                          {"id": "10000000-0000-4000-8000-000000000002", "member_ids": ["%2$s"]}],
             "meetings": [
              {"id": "00000000-0000-4000-8000-000000000001", "title": "own", "segments": [{"text": "Hi."}]},
              {"id": "00000000-0000-4000-8000-000000000002", "title": "own, nothing to read"},
              {"id": "00000000-0000-4000-8000-000000000003", "title": "of an own project", "owner_id": "%2$s",
               "project_id": "10000000-0000-4000-8000-000000000001", "segments": [{"text": "Hi."}]},
              {"id": "00000000-0000-4000-8000-000000000004", "title": "of another project", "owner_id": "%2$s",
               "project_id": "10000000-0000-4000-8000-000000000002"},
              {"id": "00000000-0000-4000-8000-000000000005", "title": "private", "owner_id": "%2$s", "privacy": "private"},
              {"id": "00000000-0000-4000-8000-000000000006", "title": "shared", "owner_id": "%2$s", "privacy": "private",
               "shared_with": ["%1$s"]},
              {"id": "00000000-0000-4000-8000-000000000007", "title": "of all", "owner_id": "%2$s", "privacy": "account"}]}
            """.formatted(Library.PERSON, OTHER)));

    @Test
    void an_owner_sees_what_there_is_to_read_of_the_own() {
        assertThat(titles(View.OWNED)).containsExactly("own");
    }

    @Test
    void privacy_decides_what_is_permitted() {
        assertThat(titles(View.PERMITTED))
                .containsExactly("of all", "shared", "of an own project", "own, nothing to read", "own");
    }

    @Test
    void an_operator_sees_everything() {
        assertThat(titles(View.TENANT)).hasSize(7);
    }

    @Test
    void following_the_cursors_gives_the_whole_list_once() {
        var seen = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = MemorySource.of(LIBRARY)
                    .call(new ListMeetings(query(), new Slice.After(cursor, 2), Set.of()), principal(View.TENANT))
                    .result();
            assertThat(page.items()).isNotEmpty();
            assertThat(page.total()).isNull();
            page.items().forEach(view -> seen.add(view.meeting().title()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).isEqualTo(titles(View.TENANT));
    }

    @Test
    void what_is_not_seen_is_not_there_and_parts_come_only_when_asked_for() {
        var source = MemorySource.of(LIBRARY);
        var hidden = new MeetingRef("00000000-0000-4000-8000-000000000005");
        assertThat(source.call(new GetMeeting(hidden, Set.of()), principal(View.PERMITTED))
                        .cause())
                .isInstanceOf(Problem.NotFound.class);
        var own = new MeetingRef("00000000-0000-4000-8000-000000000001");
        var view = source.call(new GetMeeting(own, Set.of()), principal(View.OWNED))
                .result();
        assertThat(view.text()).isNull();
        assertThat(view.reports()).isNull();
    }

    @Test
    void every_call_is_answered() {
        assertThat(MemorySource.of(LIBRARY).answers())
                .containsExactlyInAnyOrderElementsOf(calls(Call.class).toList());
    }

    /** The records at the ends of the sealed tree. */
    private static Stream<Class<? extends Call<?>>> calls(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(MemorySourceTest::calls)
                : Stream.of(call(type));
    }

    @SuppressWarnings("unchecked") // whatever Call permits is one
    private static Class<? extends Call<?>> call(Class<?> type) {
        return (Class<? extends Call<?>>) type;
    }

    @Test
    void a_misspelt_member_is_refused() {
        assertThatThrownBy(() -> Library.read(new JsonObject("""
                        {"meetings": [{"id": "00000000-0000-4000-8000-000000000001", "titel": "?"}]}""")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("titel");
    }

    private static List<String> titles(View view) {
        return MemorySource.of(LIBRARY)
                .call(new ListMeetings(query(), new Slice.Numbered(1, 50), Set.of()), principal(view))
                .result()
                .items()
                .stream()
                .map(item -> item.meeting().title())
                .toList();
    }

    private static MeetingQuery query() {
        return MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
    }

    private static Principal principal(View view) {
        return new Principal(new UUID(0, 1), "acme", Library.PERSON, "key", Set.of(), view);
    }
}
