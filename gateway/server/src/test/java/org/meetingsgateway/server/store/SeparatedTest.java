package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Segment;

class SeparatedTest {
    private static final Pattern READS = Pattern.compile("(Get|List|Find|Search|Refresh|Run)[A-Z].*");
    private static final int WRITERS = 6;
    private static final int READERS = 60;

    @Test
    void every_call_that_changes_something_is_a_write() {
        assertThat(calls(Call.class)
                        .filter(call -> !READS.matcher(call.getSimpleName()).matches()))
                .containsExactlyInAnyOrderElementsOf(Separated.WRITES);
    }

    private static Stream<Class<?>> calls(Class<?> type) {
        var permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(SeparatedTest::calls);
    }

    @Test
    void nobody_who_reads_waits_for_writes_that_wait_for_a_row() throws SQLException {
        var database = TestDatabase.create();
        try (var fixture = new StoreFixture(database)) {
            var operator = fixture.tenant();
            var ann = StoreFixture.as(fixture.person("Ann", operator), operator);
            var locked = fixture.meeting(List.of(), ann);
            var other = fixture.meeting(List.of(), ann);
            var source = fixture.store.source();
            var writes = new ArrayList<Future<?>>();
            try (var lock = new Lock(database, "SELECT FROM meeting WHERE id = '" + locked.id() + "' FOR UPDATE")) {
                for (int i = 0; i < WRITERS; i++) {
                    var said = new Segment("hello " + i, null, (double) i, null, null, null);
                    writes.add(source.call(new AppendSegments(StoreFixture.ref(locked), List.of(said)), ann));
                }
                lock.awaitWaiting(WRITERS);
                var reads = new ArrayList<Future<?>>();
                for (int i = 0; i < READERS; i++) {
                    reads.add(source.call(new GetMeeting(StoreFixture.ref(other), Set.of()), ann));
                    reads.add(fixture.store.inTurn());
                }
                StoreFixture.await(Future.all(reads));
                assertThat(writes).noneMatch(Future::isComplete);
            }
            StoreFixture.await(Future.all(writes));
        }
    }
}
