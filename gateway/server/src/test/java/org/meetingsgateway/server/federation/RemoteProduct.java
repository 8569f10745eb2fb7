package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.remote.Written;

/**
 * A remote product that knows the titles, notes, words and action items of meetings. What happens to its next requests is
 * said before: a failure before anything was done, or instead of the answer to what was done; or no answer ever.
 */
final class RemoteProduct implements Remote {
    /** What happens to one request. */
    private record Event(boolean arrives, @Nullable RemoteFailure failure) {}

    private static final AtomicLong MADE_IDS = new AtomicLong();

    record Stored(@Nullable String title, @Nullable String notes, List<Segment> segments, List<String> tasks) {
        static Stored of(Changes<MeetingField> said) {
            return new Stored(
                    said.get(MeetingField.TITLE, String.class),
                    said.get(MeetingField.NOTES, String.class),
                    List.of(),
                    List.of());
        }
    }

    final Map<String, Stored> meetings = new ConcurrentSkipListMap<>();
    final List<String> sent = new CopyOnWriteArrayList<>();
    private final Queue<Optional<Event>> events = new ConcurrentLinkedQueue<>();

    /** Whether what is made is all there at once; else it says nothing before it is changed. */
    volatile boolean makesWhole;

    /** When all that it has was made. */
    volatile Instant made = Instant.parse("2026-03-01T09:00:00Z");

    /** What happens before the next request is answered. */
    volatile Supplier<Future<?>> meanwhile = Future::succeededFuture;

    /** As {@link #lost}, {@link #fails} and {@link #silent}, for requests after the next ones. */
    RemoteProduct answers(int requests) {
        for (int i = 0; i < requests; i++) {
            events.add(Optional.empty());
        }
        return this;
    }

    void fails(RemoteFailure failure) {
        events.add(Optional.of(new Event(false, failure)));
    }

    void lost(RemoteFailure failure) {
        events.add(Optional.of(new Event(true, failure)));
    }

    /** Whoever waits for it is gone. */
    void silent(boolean arrives) {
        events.add(Optional.of(new Event(arrives, null)));
    }

    Set<String> titles() {
        var titles = new TreeSet<String>();
        meetings.values().forEach(meeting -> titles.add(String.valueOf(meeting.title())));
        return titles;
    }

    private <T> Future<T> request(String what, Supplier<T> effect) {
        sent.add(what);
        var event = Objects.requireNonNullElse(events.poll(), Optional.<Event>empty());
        if (event.isEmpty()) {
            var then = meanwhile;
            meanwhile = Future::succeededFuture;
            return Future.succeededFuture()
                    .map(start -> effect.get())
                    .compose(answer -> then.get().map(answer));
        }
        if (event.get().arrives()) {
            effect.get();
        }
        var failure = event.get().failure();
        return failure == null ? Promise.<T>promise().future() : Future.failedFuture(failure);
    }

    @Override
    public Future<Listing> list(@Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Optional<RemoteMeeting>> get(String nativeId) {
        return request("get", () -> Optional.ofNullable(meetings.get(nativeId)).map(stored -> told(nativeId, stored)));
    }

    RemoteMeeting told(String id, Stored stored) {
        var fields = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, stored.title())
                .set(MeetingField.NOTES, stored.notes())
                .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                .set(MeetingField.PLATFORM, Platform.ZOOM)
                .build();
        var tasks = stored.tasks().stream()
                .map(title -> RemoteActionItem.of(Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, title)
                        .set(ActionItemField.DESCRIPTION, null)
                        .set(ActionItemField.ASSIGNEE, null)
                        .build()))
                .toList();
        return new RemoteMeeting(
                id,
                UUID.fromString(id),
                null,
                null,
                fields,
                stored.segments(),
                null,
                tasks,
                made,
                null,
                true,
                List.of(new Raw("recording", Buffer.buffer(stored.toString()))),
                Set.of());
    }

    @Override
    public Writes writes() {
        return new Writes.Builder()
                .on(
                        CreateMeeting.class,
                        call -> request("create", () -> {
                            var id = new UUID(0x7000L, 0x8000000000000000L | MADE_IDS.incrementAndGet()).toString();
                            if (makesWhole) {
                                meetings.put(id, Stored.of(call.meeting()));
                                return new Written(id, null);
                            }
                            meetings.put(id, new Stored(null, null, List.of(), List.of()));
                            return new Written(id, null, call.meeting());
                        }))
                .on(UpdateMeeting.class, call -> changed(call.ref().value(), call.changes(), null, null))
                .on(
                        UpdateRecording.class,
                        call -> changed(
                                call.ref().value(),
                                call.changes(),
                                call.segments(),
                                call.actionItems() == null
                                        ? null
                                        : call.actionItems().stream()
                                                .map(item -> String.valueOf(item.get(ActionItemField.TITLE)))
                                                .toList()))
                .on(
                        DeleteMeeting.class,
                        call -> request("delete", () -> {
                            if (meetings.remove(call.ref().value()) == null) {
                                throw new RemoteFailure.Absent(404, null);
                            }
                            return new Written(call.ref().value(), null);
                        }))
                .on(
                        AppendSegments.class,
                        call -> request("append", () -> {
                            var old = there(call.ref().value());
                            var all = new ArrayList<>(old.segments());
                            call.segments().stream()
                                    .filter(each -> each.startMs() == null || !all.contains(each))
                                    .forEach(all::add);
                            meetings.put(call.ref().value(), new Stored(old.title(), old.notes(), all, old.tasks()));
                            return new Written(call.ref().value(), null);
                        }))
                .keeping(ReplaceMinutes.class)
                .build();
    }

    private Stored there(String id) {
        var stored = meetings.get(id);
        if (stored == null) {
            throw new RemoteFailure.Absent(404, null);
        }
        return stored;
    }

    private Future<Written> changed(
            String id, Changes<MeetingField> changes, @Nullable List<Segment> segments, @Nullable List<String> tasks) {
        return request("change", () -> {
            var old = there(id);
            var now = new Stored(
                    changes.has(MeetingField.TITLE) ? changes.get(MeetingField.TITLE, String.class) : old.title(),
                    changes.has(MeetingField.NOTES) ? changes.get(MeetingField.NOTES, String.class) : old.notes(),
                    segments == null ? old.segments() : segments,
                    tasks == null ? old.tasks() : tasks);
            meetings.put(id, now);
            return new Written(id, told(id, now));
        });
    }
}
