package org.meetingsgateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItems;

class WritesTest {
    private static final DeleteMeeting DELETE = new DeleteMeeting(new MeetingRef("1"), null);

    @Test
    void a_call_is_carried_out_by_its_method_which_sees_what_the_store_has() {
        var seen = new Seen(List.of(new KnownPerson(new UUID(0, 1), "Ann", null)), null, null);
        var writes = new Writes.Builder()
                .on(DeleteMeeting.class, call -> done(call.ref().value()))
                .seeing(
                        ReplaceMinutes.class,
                        (call, told) -> done(told.people().getFirst().name()))
                .build();
        var replace = new ReplaceMinutes(new MeetingRef("1"), MinuteItems.Part.AGENDA, 1, List.of());
        assertThat(writes.calls()).containsOnly(DeleteMeeting.class, ReplaceMinutes.class);
        assertThat(writes.write(DELETE).result().nativeId()).isEqualTo("1");
        assertThat(writes.write(replace, seen).result().nativeId()).isEqualTo("Ann");
    }

    private static Future<Written> done(String id) {
        return Future.succeededFuture(new Written(id, null));
    }

    @Test
    void a_call_that_is_kept_is_not_written() {
        var writes = new Writes.Builder().keeping(DeleteReport.class).build();
        assertThat(writes.kept()).containsExactly(DeleteReport.class);
        assertThat(writes.write(new DeleteReport("1", null)).cause()).isInstanceOf(Problem.Unsupported.class);
        assertThat(Writes.none().kept()).isEmpty();
    }

    @Test
    void no_call_is_written_twice_or_written_and_kept() {
        var builder = new Writes.Builder().on(DeleteMeeting.class, call -> done("1"));
        assertThatThrownBy(() -> builder.on(DeleteMeeting.class, call -> done("2")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.keeping(DeleteMeeting.class).build())
                .isInstanceOf(IllegalStateException.class);
    }
}
