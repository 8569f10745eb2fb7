package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;

/** The meetings that a simulator really has, and what happens to them. */
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
    private long filled;

    Meetings(Vertx vertx, MeetingSource source, Principal operator, SeedClock clock, Inventor inventor) {
        this.vertx = vertx;
        this.source = source;
        this.operator = operator;
        this.clock = clock;
        this.inventor = inventor;
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
            clock.during(start, () -> made(inventor.meeting(start)));
        }
        if (count > now) {
            vertx.runOnContext(next -> fill(count - now, done));
        } else {
            done.complete();
        }
    }

    /** One that is over, with all its parts. */
    MeetingView create() {
        return made(inventor.meeting(clock.instant()));
    }

    private MeetingView made(Inventor.Invented invented) {
        var meeting = answer(new CreateMeeting(invented.fields()));
        var ref = new MeetingRef(meeting.meeting().id().toString());
        answer(new AppendSegments(ref, invented.segments()));
        invented.reports().forEach(report -> answer(new CreateReport(ref, report)));
        invented.actionItems().forEach(task -> answer(new CreateActionItem(ref, task)));
        return meeting;
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
