package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.ConnectedFixture.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ConnectedFixture;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.sync.Accounts;

/** What is said about an action item is said once, whatever becomes of the answer. */
class LostCommentsTest {
    private static final ConnectedFixture STORE = ConnectedFixture.create();
    private static final RemoteFailure NO_ANSWER = new RemoteFailure.Unwell("There was no answer", null, "timeout");

    private final ConnectedFixture here = STORE.another();
    private final Product product = new Product();
    private final Outbox outbox = new Outbox(here.vertx(), here.store(), new Metrics());
    private final Owners owners = new Owners(
            new ConnectionAccounts(here.store().client()), job -> new Accounts.Open(product, new Quota(60, 60)));
    private final Healing healing = new Healing(here.store(), outbox);

    /** Has one meeting with an action in its minutes, and tells what was said about that. */
    private static final class Product implements Remote {
        private static final String MEETING = "0123456789abcdef01234567";
        private static final String ACTION = "76543210fedcba9876543210";

        private final List<RemoteComment> comments = new CopyOnWriteArrayList<>();

        /** Whether the next comment arrives although nothing is answered; null: it does, and is answered. */
        private @Nullable Boolean arrives;

        void isSilent(boolean arrives) {
            this.arrives = arrives;
        }

        void say(String text) {
            int number = comments.size();
            comments.add(new RemoteComment("c" + number, "Ann", text, Instant.ofEpochSecond(1_700_000_000L + number)));
        }

        RemoteMeeting told() {
            var minute = new MinuteItem(
                    "1123456789abcdef01234567",
                    "Call",
                    null,
                    MinuteItem.Type.ACTION,
                    List.of(),
                    null,
                    List.of(),
                    List.of());
            var fields = Changes.of(MeetingField.class)
                    .set(MeetingField.TITLE, "Kick-off")
                    .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                    .set(MeetingField.MINUTES, List.of(minute))
                    .build();
            var action = new RemoteActionItem(
                    ACTION,
                    minute.id(),
                    Changes.of(ActionItemField.class)
                            .set(ActionItemField.TITLE, "Call")
                            .build(),
                    null,
                    null,
                    null,
                    comments);
            return new RemoteMeeting(
                    MEETING,
                    null,
                    MEETING,
                    null,
                    fields,
                    null,
                    null,
                    List.of(action),
                    Instant.parse("2026-03-01T09:00:00Z"),
                    null,
                    true,
                    List.of(new Raw("meeting", Buffer.buffer(comments.toString()))),
                    Set.of());
        }

        @Override
        public Future<Listing> list(@Nullable String cursor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Optional<RemoteMeeting>> get(String nativeId) {
            return Future.succeededFuture(Optional.of(told()));
        }

        @Override
        public Writes writes() {
            return new Writes.Builder().on(AddComment.class, this::comment).build();
        }

        private Future<Written> comment(AddComment call) {
            assertThat(call.id()).isEqualTo(ACTION);
            var silent = arrives;
            arrives = null;
            if (!Boolean.FALSE.equals(silent)) {
                say(call.text());
            }
            return silent == null ? Future.succeededFuture(new Written(ACTION, null)) : Future.failedFuture(NO_ANSWER);
        }
    }

    @BeforeEach
    void mirrored() {
        var now = here.now();
        await(here.mirror.put(now, "first", now, product.told(), 1, now));
    }

    private ActionItem item() {
        var meeting = new MeetingRef(Product.MEETING);
        var view = await(here.store().source().call(new GetMeeting(meeting, Set.of(Expansion.ACTION_ITEMS)), here.ann));
        return Objects.requireNonNull(view.actionItems()).getFirst();
    }

    private ActionItem keyed(String key, String text) {
        var request = new OutboxTable.Request("ann", key, "same " + key);
        var local = new KeyedLocal(Local.of(here.store()), request);
        var call = new AddComment(item().id().toString(), text);
        return await(new WriteThrough(local, owners, outbox).call(call, here.ann));
    }

    private List<String> said() {
        return product.comments.stream().map(RemoteComment::text).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_comment_whose_answer_was_lost_is_said_once_where_it_is_repeated_with_its_key(boolean arrives) {
        assertThat(keyed("before", "Soon").comments()).hasSize(1);
        product.isSilent(arrives);
        assertThatThrownBy(() -> keyed("key", "Soon")).isInstanceOf(Problem.Unavailable.class);
        await(healing.settle(here.job, product));
        for (int i = 0; i < 2; i++) {
            assertThat(keyed("key", "Soon").comments())
                    .extracting(Comment::text)
                    .containsExactly("Soon", "Soon");
        }
        assertThat(said()).containsExactly("Soon", "Soon");
        assertThat(here.unsettled()).isZero();
    }

    @Test
    void the_next_who_repeats_it_finds_out_that_it_was_said() {
        product.isSilent(true);
        assertThatThrownBy(() -> keyed("key", "Soon")).isInstanceOf(Problem.Unavailable.class);
        assertThat(keyed("key", "Soon").comments()).hasSize(1);
        assertThat(said()).containsExactly("Soon");
    }
}
