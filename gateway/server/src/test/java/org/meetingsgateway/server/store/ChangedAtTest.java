package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.server.config.Database;

/** When a meeting changed, as replicas say it whose clocks are not alike. */
class ChangedAtTest {
    private static final Database DATABASE = TestDatabase.create();
    private static final StoreFixture FIXTURE = new StoreFixture(DATABASE);
    private static final Store BEHIND = new Store(
            FIXTURE.vertx, DATABASE, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1)), (kind, assignee) -> {});

    @AfterAll
    static void close() {
        await(BEHIND.close());
        FIXTURE.close();
    }

    @Test
    void never_goes_back_whatever_clock_the_writer_has() {
        var operator = FIXTURE.tenant();
        var ann = as(FIXTURE.person("Ann", operator), operator);
        var meeting = FIXTURE.meeting(List.of(), ann);
        MeetingSource behind = BEHIND.source();
        var seen = meeting.updatedAt();
        for (var change : List.<Call<?>>of(
                new UpdateMeeting(
                        ref(meeting),
                        null,
                        Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, "Later")
                                .build()),
                new AppendSegments(ref(meeting), List.of(new Segment("Hello.", "Ann", 0.0, null, null, null))),
                new AppendSegments(ref(meeting), List.of(new Segment("And more.", "Ann", 1.0, null, null, null))),
                new CreateReport(
                        ref(meeting),
                        Changes.of(ReportField.class)
                                .set(ReportField.TEMPLATE_NAME, "Summary")
                                .set(ReportField.TEMPLATE_CODE, "summary")
                                .set(ReportField.CONTENT, "All said.")
                                .build()),
                new CreateActionItem(
                        ref(meeting),
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.TITLE, "Call them")
                                .build()))) {
            await(behind.call(change, ann));
            Instant now = FIXTURE.ask(new GetMeeting(ref(meeting), Set.of()), ann)
                    .meeting()
                    .updatedAt();
            assertThat(now).as("%s", change).isAfter(seen);
            seen = now;
        }
    }
}
