package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.action;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.item;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;
import org.meetingsgateway.remote.RemoteMeeting;

/** Action items of remote meetings: what an account tells of them is here once, whatever tells of it. */
class MirroredActionItemsTest {
    private static final StoreFixture FIXTURE = new StoreFixture();
    private static final Instant DONE = Instant.parse("2026-03-01T10:00:00Z");
    private static final RemoteComment SOON = new RemoteComment("c1", "Richard Livsey", "Soon", DONE.minusSeconds(60));

    private final ConnectedFixture here = new ConnectedFixture(FIXTURE);
    private int reads;

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private static RemoteActionItem remote(
            String minuteId, @Nullable String id, ActionItem.State state, RemoteComment... comments) {
        boolean isDone = state == ActionItem.State.COMPLETED;
        return new RemoteActionItem(
                id,
                minuteId,
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, "Write")
                        .set(ActionItemField.ASSIGNEE, "Richard Livsey")
                        .set(ActionItemField.STATE, state)
                        .build(),
                null,
                isDone ? DONE : null,
                null,
                List.of(comments));
    }

    /** Each reading has other bytes. */
    private void read(@Nullable List<MinuteItem> minutes, RemoteActionItem... items) {
        var fields = Changes.of(MeetingField.class).set(MeetingField.TITLE, "M");
        if (minutes != null) {
            fields.set(MeetingField.MINUTES, minutes);
        }
        here.mirrored(
                here.now(),
                new RemoteMeeting(
                        "m",
                        null,
                        null,
                        null,
                        fields.build(),
                        null,
                        null,
                        List.of(items),
                        null,
                        null,
                        true,
                        List.of(new Raw("meeting", Buffer.buffer("read " + reads++))),
                        Set.of()));
    }

    private List<ActionItem> stored() {
        return FIXTURE.ask(
                        new ListActionItems(ActionItemQuery.newestFirst(null, null), new Slice.After(null, 100)),
                        here.operator)
                .items();
    }

    private static final List<MinuteItem> MINUTES = List.of(
            item("n", MinuteItem.Type.NOTE, "Note", action("a1", "Write", List.of())),
            action("a2", "Write", List.of()));

    @Test
    void those_of_the_minutes_are_here_once_with_what_the_minutes_do_not_say() {
        var alias = Ids.alias(DONE);
        read(MINUTES, remote("a1", alias, ActionItem.State.COMPLETED, SOON), remote("a2", null, ActionItem.State.OPEN));
        assertThat(stored()).hasSize(2);
        var done = FIXTURE.ask(new GetActionItem(alias), here.operator);
        assertThat(done.minuteId()).isEqualTo("a1");
        assertThat(done.assignee()).isEqualTo("Richard Livsey");
        assertThat(done.state()).isEqualTo(ActionItem.State.COMPLETED);
        assertThat(done.completedAt()).isEqualTo(DONE);
        assertThat(done.comments()).extracting(Comment::author).containsExactly("Richard Livsey");
        assertThat(done.comments()).extracting(Comment::text).containsExactly("Soon");
        assertThat(done.comments()).extracting(Comment::createdAt).containsExactly(SOON.createdAt());

        read(MINUTES, remote("a1", alias, ActionItem.State.OPEN, SOON), remote("a2", null, ActionItem.State.DISMISSED));
        assertThat(FIXTURE.ask(new GetActionItem(alias), here.operator).completedAt())
                .isNull();
        assertThat(stored()).extracting(ActionItem::state).containsOnlyOnce(ActionItem.State.DISMISSED);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void what_is_read_again_and_says_the_same_is_not_written() {
        read(MINUTES, remote("a1", null, ActionItem.State.COMPLETED, SOON), remote("a2", null, ActionItem.State.OPEN));
        var before = stored();
        read(MINUTES, remote("a1", null, ActionItem.State.COMPLETED, SOON), remote("a2", null, ActionItem.State.OPEN));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void an_id_that_something_else_has_is_not_taken_from_it() {
        var own = FIXTURE.ask(
                new CreateActionItem(
                        new MeetingRef(FIXTURE.meeting(List.of(), here.ann).id().toString()),
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.TITLE, "Own")
                                .build()),
                here.ann);
        read(
                MINUTES,
                remote("a1", own.alias(), ActionItem.State.OPEN),
                remote("a2", own.alias(), ActionItem.State.OPEN));
        assertThat(FIXTURE.ask(new GetActionItem(own.alias()), here.operator).title())
                .isEqualTo("Own");
        assertThat(stored()).hasSize(3);
    }

    @Test
    void those_that_are_made_here_stay_when_the_account_tells_of_minutes() {
        read(MINUTES, remote("a1", null, ActionItem.State.OPEN), remote("a2", null, ActionItem.State.OPEN));
        var meeting = new MeetingRef(stored().getFirst().meetingId().toString());
        FIXTURE.ask(
                new CreateActionItem(
                        meeting,
                        Changes.of(ActionItemField.class)
                                .set(ActionItemField.TITLE, "Here")
                                .build()),
                here.ann);
        read(List.of());
        assertThat(stored()).extracting(ActionItem::title).containsExactly("Here");
    }

    @Test
    void those_of_a_style_without_minutes_are_replaced() {
        var task = Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, "Send it")
                .build();
        read(null, RemoteActionItem.of(task), RemoteActionItem.of(task));
        assertThat(stored()).hasSize(2);
        var first = stored().getLast();
        read(null, RemoteActionItem.of(task));
        assertThat(stored()).containsExactly(first);
        read(null);
        assertThat(stored()).isEmpty();
    }

    @Test
    void unknown_members_without_end_fill_no_table() {
        for (int i = 0; i < 13; i++) {
            var names = IntStream.range(i * 100, i * 100 + 100)
                    .mapToObj(n -> "meeting/m" + n)
                    .collect(Collectors.toSet());
            var read = ConnectedFixture.remote("d" + i, "D", null);
            here.mirrored(
                    here.now(),
                    new RemoteMeeting(
                            read.nativeId(),
                            null,
                            null,
                            null,
                            read.fields(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            true,
                            read.raw(),
                            names));
        }
        var drift =
                await(new ConnectionReports(FIXTURE.store.client()).drift(here.operator.tenantId(), here.connection));
        assertThat(drift).hasSize(1_000);
    }
}
