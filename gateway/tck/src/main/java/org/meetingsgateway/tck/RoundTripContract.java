package org.meetingsgateway.tck;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Endpoint;

/**
 * For a style that is both served and called: pointed at its own surface, it reads back what the surface was given, on every
 * field that the style carries. A second oracle: what is wrong on both sides alike, only the golden cases see.
 */
public interface RoundTripContract {
    /** The adapter under test. */
    Adapter adapter();

    /** One that both sides take; the project's team number is 1 where the style asks for one. */
    Account account();

    /**
     * What the style carries of a meeting: what must be read back, without raw documents.
     *
     * @param meeting with every part, as the surface's principal sees it
     */
    RemoteMeeting carried(MeetingView meeting, List<Segment> segments);

    @Provide
    default Arbitrary<Library> libraries() {
        return LibraryArbitraries.libraries();
    }

    @Property(tries = 150)
    default void what_the_surface_was_given_is_read_back(@ForAll("libraries") Library library) {
        reads_back(library);
    }

    @Test
    default void all_of_many_pages_are_read() {
        reads_back(LibraryArbitraries.library(IntStream.range(0, 250)
                .mapToObj(n -> new JsonObject()
                        .put("title", "Meeting " + n)
                        .put("project_id", LibraryArbitraries.PROJECT.toString())
                        // Some at the same moment: an order that is not total would lose or repeat them.
                        .put("created_at", "2026-05-08T09:%02d:00Z".formatted(n / 10))
                        .put("recording", new JsonObject().put("url", "https://media.example/" + n)))
                .toList()));
    }

    @Test
    default void what_the_surface_does_not_have_is_absent() {
        var library = LibraryArbitraries.library(List.of(new JsonObject()
                .put("project_id", LibraryArbitraries.PROJECT.toString())
                .put("recording", new JsonObject().put("url", "https://media.example/"))));
        var nativeId = listed(remote(library)).getFirst().nativeId();
        assertThat(remote(LibraryArbitraries.library(List.of())).get(nativeId).result())
                .isEmpty();
    }

    private void reads_back(Library library) {
        var remote = remote(library);
        var read = new ArrayList<RemoteMeeting>();
        for (var listed : listed(remote)) {
            var meeting = remote.get(listed.nativeId()).result().orElseThrow();
            assertThat(meeting.nativeId()).isEqualTo(listed.nativeId());
            assertThat(meeting.unknown())
                    .as("our own surface has nothing that is not documented")
                    .isEmpty();
            read.add(withoutRaw(meeting));
            if (listed.whole() != null) {
                assertThat(withoutRaw(listed.whole())).isEqualTo(withoutRaw(meeting));
            }
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(expected(library));
    }

    /** All pages of the list. */
    private List<Listed> listed(Remote remote) {
        var all = new ArrayList<Listed>();
        var cursors = new HashSet<@Nullable String>();
        String cursor = null;
        do {
            assertThat(cursors.add(cursor)).as("a cursor that loops").isTrue();
            var page = remote.list(cursor).result();
            all.addAll(page.items());
            cursor = page.next();
            if (cursor == null && page.total() != null) {
                assertThat(all).hasSize(page.total().intValue());
            }
        } while (cursor != null);
        assertThat(all.stream().map(Listed::nativeId)).doesNotHaveDuplicates();
        return all;
    }

    private Remote remote(Library library) {
        var harness = new SurfaceHarness(
                adapter().surface().orElseThrow(),
                MemorySource.of(library),
                Map.of(account().credential(), new Caller(principal(library), null)));
        return adapter().upstream().orElseThrow().open(account(), harness.exchange());
    }

    private Principal principal(Library library) {
        var surface = adapter().surface().orElseThrow();
        var scopes = surface.endpoints().stream()
                .map(Endpoint::scope)
                .filter(Objects::nonNull)
                .collect(toSet());
        var own = library.account();
        return new Principal(own.id(), own.slug(), Library.PERSON, "a key", scopes, surface.view());
    }

    private List<RemoteMeeting> expected(Library library) {
        var source = MemorySource.of(library);
        var caller = principal(library);
        var principal = account().project() == null ? caller : caller.within(LibraryArbitraries.PROJECT);
        var all = new ListMeetings(
                MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.After(null, Integer.MAX_VALUE), Set.of());
        return source.call(all, principal).result().items().stream()
                .map(view -> new MeetingRef(view.meeting().id().toString()))
                .map(ref -> carried(
                        source.call(new GetMeeting(ref, Set.of(Expansion.values())), principal)
                                .result(),
                        source
                                .call(new ListSegments(ref, new Slice.After(null, 1_000)), principal)
                                .result()
                                .items()
                                .stream()
                                .map(StoredSegment::segment)
                                .toList()))
                .toList();
    }

    private static RemoteMeeting withoutRaw(RemoteMeeting m) {
        return new RemoteMeeting(
                m.nativeId(),
                m.id(),
                m.alias(),
                m.slug(),
                m.fields(),
                m.segments(),
                m.reports(),
                m.actionItems(),
                m.createdAt(),
                m.updatedAt(),
                m.settled(),
                List.of(),
                m.unknown());
    }
}
