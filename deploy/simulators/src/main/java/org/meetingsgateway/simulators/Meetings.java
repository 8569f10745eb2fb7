package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Slice;

/** The meetings that a simulator really has, and what happens to them. For one thread. */
final class Meetings {
    /** Meetings that were there before have happened since, one after the other. */
    private static final Instant FIRST = Instant.parse("2016-01-04T09:00:00Z");

    private static final Duration APART = Duration.ofMinutes(17);
    private static final int AT_ONCE = 500;

    private final Vertx vertx;
    private final MeetingSource source;
    private final Principal operator;
    private final SeedClock clock;
    private final Inventor inventor;
    private final Faults faults;
    private final Map<UUID, Inventor.Invented> late = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private long filled;

    Meetings(Vertx vertx, MeetingSource source, Principal operator, SeedClock clock, Inventor inventor, Faults faults) {
        this.vertx = vertx;
        this.source = source;
        this.operator = operator;
        this.clock = clock;
        this.inventor = inventor;
        this.faults = faults;
    }

    <A> Future<A> call(Call<A> call) {
        return source.call(call, operator);
    }

    /** So many at a time that the loop can do other things too. */
    Future<Void> fill(int count) {
        var done = Promise.<Void>promise();
        fill(count, done);
        return done.future();
    }

    private void fill(int count, Promise<Void> done) {
        int now = Math.min(count, AT_ONCE);
        for (int i = 0; i < now; i++) {
            var start = FIRST.plus(APART.multipliedBy(filled++));
            clock.during(start, () -> {
                var invented = inventor.meeting(start);
                tell(made(invented.fields()), invented);
            });
        }
        if (count > now) {
            vertx.runOnContext(next -> fill(count - now, done));
        } else {
            done.complete();
        }
    }

    /** One that is just over. */
    void create() {
        var invented = inventor.meeting(clock.instant());
        if (!faults.strikes(Fault.LATE_TRANSCRIPTS)) {
            tell(made(invented.fields()), invented);
            return;
        }
        var ref = made(with(invented.fields(), MeetingField.STATUS, MeetingStatus.PROCESSING));
        var id = UUID.fromString(ref.value());
        late.put(id, invented);
        long wait = faults.length(Fault.LATE_TRANSCRIPTS).toMillis();
        vertx.setTimer(Math.max(1, wait), over -> arrived(id));
    }

    /** What is late comes now. */
    void arrive() {
        Set.copyOf(late.keySet()).forEach(this::arrived);
    }

    private void arrived(UUID id) {
        var invented = late.remove(id);
        var ref = new MeetingRef(id.toString());
        if (invented != null && exists(ref)) {
            tell(ref, invented);
            change(ref, MeetingField.STATUS, MeetingStatus.COMPLETED);
        }
    }

    private boolean exists(MeetingRef ref) {
        return call(new GetMeeting(ref, Set.of())).succeeded();
    }

    private MeetingRef made(Changes<MeetingField> fields) {
        return new MeetingRef(answer(new CreateMeeting(fields)).meeting().id().toString());
    }

    private void tell(MeetingRef ref, Inventor.Invented invented) {
        answer(new AppendSegments(ref, invented.segments()));
        invented.reports().forEach(report -> answer(new CreateReport(ref, report)));
        invented.actionItems().forEach(task -> answer(new CreateActionItem(ref, task)));
    }

    /** Something of some meeting changes: what a list shows, what only the meeting itself shows, or both. */
    void change() {
        var ref = some();
        if (ref == null) {
            return;
        }
        switch (faults.one(4)) {
            case 0 -> change(ref, MeetingField.TITLE, inventor.title());
            case 1 -> answer(new AppendSegments(ref, List.of(inventor.segment())));
            case 2 -> answer(new CreateReport(ref, inventor.report()));
            default -> change(ref, MeetingField.MINUTES, inventor.minutes());
        }
    }

    private void change(MeetingRef ref, MeetingField field, Object value) {
        answer(new UpdateMeeting(
                ref, null, Changes.of(MeetingField.class).set(field, value).build()));
    }

    /** Some meeting is gone, unless there is none. */
    void delete() {
        var ref = some();
        if (ref != null) {
            deleted.add(ref.value());
            deleted.add(answer(new GetMeeting(ref, Set.of())).meeting().alias());
            call(new DeleteMeeting(ref, null)).result();
        }
    }

    /** The ids, and the aliases, of those that went by themselves. */
    Set<String> deleted() {
        return Set.copyOf(deleted);
    }

    /** A meeting comes or goes. */
    void drift() {
        if (faults.one(2) == 0) {
            create();
        } else {
            delete();
        }
    }

    long count() {
        var none = answer(all(new Slice.Offset(0, 1)));
        return Objects.requireNonNull(none.total());
    }

    private @Nullable MeetingRef some() {
        long count = count();
        if (count == 0) {
            return null;
        }
        var found = answer(all(new Slice.Offset(faults.one((int) count), 1)));
        return new MeetingRef(found.items().getFirst().meeting().id().toString());
    }

    private static ListMeetings all(Slice slice) {
        return new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), slice, Set.of());
    }

    private static Changes<MeetingField> with(Changes<MeetingField> fields, MeetingField field, Object value) {
        var all = Changes.of(MeetingField.class);
        fields.forEach(all::set);
        return all.set(field, value).build();
    }

    /** What is in memory answers at once. */
    private <A> A answer(Call<A> call) {
        var asked = call(call);
        if (asked.failed()) {
            throw new IllegalStateException("the simulated product refuses " + call, asked.cause());
        }
        return Objects.requireNonNull(asked.result());
    }
}
