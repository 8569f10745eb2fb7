package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;

/** A remote account whose meetings come, change and go: newest first, in numbered pages, as real ones have them. */
final class RemoteAccount implements Remote {
    static final Instant DAY = Instant.parse("2026-01-02T00:00:00Z");
    static final LocalDate LOCAL_DAY = LocalDate.parse("2026-01-02");
    static final int PAGE = 3;

    /** A page shows the title; the text comes with the meeting, and may come late. */
    record Stored(String title, @Nullable String text) {}

    /** What happens right before a call is answered: something changes, or a failure instead of an answer. */
    interface Event {
        @Nullable
        RemoteFailure happen();
    }

    final Map<String, Stored> meetings = new LinkedHashMap<>();
    final Map<Integer, Event> events = new LinkedHashMap<>();
    final Set<String> unreadable = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    boolean isEndless;

    boolean isListedWhole;

    /** The cursor of a page that cannot be told. */
    @Nullable
    String broken;

    /** Whatever happens meanwhile. */
    Runnable onCall = () -> {};

    /** What every call fails with. */
    @Nullable
    RemoteFailure always;

    int calls;
    private int made;

    String create(@Nullable String text) {
        var id = "m" + made++;
        meetings.put(id, new Stored("Meeting", text));
        return id;
    }

    /** One that a list shows last of all. */
    String createLast() {
        var id = create("Text");
        var others = new LinkedHashMap<>(meetings);
        meetings.keySet().retainAll(Set.of(id));
        meetings.putAll(others);
        return id;
    }

    Map<String, String> told() {
        var told = new LinkedHashMap<String, String>();
        meetings.forEach((id, meeting) -> told.put(id, meeting.title() + ": " + meeting.text()));
        return told;
    }

    private <T> Future<T> answer(Supplier<T> answer) {
        onCall.run();
        var event = events.remove(calls++);
        var happened = event == null ? null : event.happen();
        var failure = always == null ? happened : always;
        return failure == null ? Future.succeededFuture(answer.get()) : Future.failedFuture(failure);
    }

    @Override
    public Future<Listing> list(@Nullable String cursor) {
        if (cursor != null && cursor.equals(broken)) {
            return Future.failedFuture(new RemoteFailure.Unwell("It fails", 500, null));
        }
        return answer(() -> {
            var newest = new ArrayList<>(meetings.keySet()).reversed();
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(newest.size(), from + PAGE);
            var items = from >= to
                    ? List.<Listed>of()
                    : newest.subList(from, to).stream()
                            .map(id -> listed(id, meetings.get(id)))
                            .toList();
            var next = isEndless ? "0" : to < newest.size() ? String.valueOf(to) : null;
            return new Listing(items, (long) newest.size(), next);
        });
    }

    private Listed listed(String id, Stored stored) {
        return isListedWhole
                ? new Listed(id, "of " + stored, DAY, meeting(id, stored))
                : new Listed(id, "of " + stored.title(), DAY, null);
    }

    @Override
    public Future<Optional<RemoteMeeting>> get(String nativeId) {
        asked.add(nativeId);
        if (unreadable.contains(nativeId)) {
            calls++;
            return Future.failedFuture(new RemoteFailure.Unreadable("A title is missing", 200));
        }
        return answer(() -> Optional.ofNullable(meetings.get(nativeId)).map(stored -> meeting(nativeId, stored)));
    }

    private static RemoteMeeting meeting(String id, Stored stored) {
        var text = stored.text();
        return new RemoteMeeting(
                id,
                null,
                null,
                null,
                Changes.of(MeetingField.class)
                        .set(MeetingField.TITLE, stored.title())
                        .build(),
                text == null ? List.of() : List.of(new Segment(text, null, null, null, null, null)),
                null,
                null,
                DAY,
                null,
                text != null,
                List.of(new Raw("meeting", Buffer.buffer(stored.title() + ": " + text))),
                Set.of());
    }

    @Override
    public Writes writes() {
        return Writes.none();
    }
}
