package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final List<Promise<Void>> begun = new ArrayList<>();

    private Future<Void> step() {
        begun.add(Promise.promise());
        return begun.getLast().future();
    }

    @Test
    void so_many_are_under_way_at_once_and_whichever_is_done_makes_room_for_the_next() {
        var all = Steps.each(List.of(1, 2, 3, 4, 5), 3, thing -> step());
        assertThat(begun).hasSize(3);
        begun.get(1).complete();
        assertThat(begun).hasSize(4);
        begun.get(3).complete();
        assertThat(begun).hasSize(5);
        List.of(0, 2, 4).forEach(i -> {
            assertThat(all.isComplete()).isFalse();
            begun.get(i).complete();
        });
        assertThat(all.succeeded()).isTrue();
    }

    @Test
    void after_a_failure_none_is_begun_and_those_under_way_come_to_their_end() {
        var all = Steps.each(List.of(1, 2, 3, 4, 5), 2, thing -> step());
        begun.get(0).fail("no");
        assertThat(begun).hasSize(2);
        assertThat(all.isComplete()).isFalse();
        begun.get(1).complete();
        assertThat(begun).hasSize(2);
        assertThat(all.cause()).hasMessage("no");
    }

    @Test
    void what_is_done_at_once_neither_grows_the_stack_nor_leaves_anything_out() {
        var done = new ArrayList<Integer>();
        var all = Steps.each(IntStream.range(0, 100_000).boxed().toList(), 4, thing -> {
            done.add(thing);
            return Future.succeededFuture();
        });
        assertThat(all.succeeded()).isTrue();
        assertThat(done).hasSize(100_000).isSorted();
    }
}
