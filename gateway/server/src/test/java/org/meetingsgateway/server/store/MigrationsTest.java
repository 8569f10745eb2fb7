package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.config.Database;

/** What an older version left in a database is there after it was brought to this one. */
class MigrationsTest {
    static final UUID TENANT = UUID.randomUUID();
    static final UUID PERSON = UUID.randomUUID();
    static final UUID MEETING = UUID.randomUUID();
    static final Instant WRITTEN = Instant.parse("2026-05-01T10:00:00Z");

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void actions_of_minutes_that_were_written_before_become_action_items() throws SQLException {
        var database = TestDatabase.empty();
        Migrations.apply(database, "1");
        execute(database, """
                INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)
                VALUES ('%1$s', 'a', 'acme', 'Acme', 'UTC', 1, now(), now());
                INSERT INTO person (tenant_id, id, alias, first_name, last_name, created_at, updated_at)
                VALUES ('%1$s', '%2$s', 'a', 'Ann', 'Lee', now(), now());
                INSERT INTO meeting (tenant_id, id, alias, slug, status, privacy, tags, owner_id, participants,
                    participant_keys, shared_with, agenda, minutes, source_style, action_item_count, created_at, updated_at)
                VALUES ('%1$s', '%3$s', 'a', 'm', 'completed', 'private', '{}', '%2$s', '[]', '{}', '{}', '[]',
                    '[{"id": "n", "title": "Note", "contents": null, "type": "note", "reference": [1], "children":
                       [{"id": "x", "title": "Call", "contents": "them", "type": "action", "reference": [1, 1], "children": []}]},
                      {"id": "y", "title": "Write", "contents": null, "type": "action", "reference": [2], "children": []}]',
                    'gateway', 1, '%4$s', '%4$s');
                INSERT INTO action_item (tenant_id, id, meeting_id, title, state, created_at, updated_at)
                VALUES ('%1$s', '%2$s', '%3$s', 'Alone', 'open', '%4$s', '%4$s');
                """.formatted(TENANT, PERSON, MEETING, WRITTEN));
        Migrations.apply(database);
        try (var store = new StoreFixture(database)) {
            var operator = new Principal(TENANT, "acme", null, "admin", Set.of(), View.TENANT);
            var ref = new MeetingRef(MEETING.toString());
            var view = store.ask(new GetMeeting(ref, EnumSet.allOf(Expansion.class)), operator);
            assertThat(view.meeting().actionItemCount()).isEqualTo(3);
            assertThat(view.meeting().version()).isEqualTo(2);
            assertThat(view.actionItems())
                    .extracting(ActionItem::title, ActionItem::minuteId, ActionItem::reference, ActionItem::createdAt)
                    .containsExactlyInAnyOrder(
                            tuple("Call", "x", List.of(1, 1), WRITTEN),
                            tuple("Write", "y", List.of(2), WRITTEN),
                            tuple("Alone", null, List.of(), WRITTEN));
            assertThat(view.actionItems())
                    .extracting(ActionItem::alias)
                    .allMatch(Ids::isAlias)
                    .doesNotHaveDuplicates();
            for (var item : view.actionItems()) {
                store.ask(
                        new UpdateActionItem(
                                item.id().toString(),
                                null,
                                Changes.of(ActionItemField.class)
                                        .set(ActionItemField.TITLE, item.title() + "!")
                                        .build()),
                        operator);
            }
            var after = store.ask(new GetMeeting(ref, EnumSet.allOf(Expansion.class)), operator);
            assertThat(after.minutes()).extracting(MinuteItem::title).containsExactly("Note", "Write!");
            assertThat(after.minutes().getFirst().children())
                    .extracting(MinuteItem::title)
                    .containsExactly("Call!");
            assertThat(after.actionItems())
                    .extracting(ActionItem::title)
                    .containsExactlyInAnyOrder("Call!", "Write!", "Alone!");
        }
    }

    @Test
    void an_index_that_is_built_beside_the_traffic_is_there_whatever_an_interrupted_try_left() throws SQLException {
        var database = TestDatabase.empty();
        Migrations.apply(database, "19");
        execute(database, """
                CREATE INDEX idempotency_age ON idempotency (status);
                """);
        Migrations.apply(database);
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var statement = connection.createStatement();
                var indexes = statement.executeQuery("SELECT pg_get_indexdef(x.indexrelid) FROM pg_index x"
                        + " WHERE x.indisvalid AND x.indexrelid = 'idempotency_age'::regclass")) {
            assertThat(indexes.next()).isTrue();
            assertThat(indexes.getString(1)).endsWith("(created_at)");
        }
    }

    @Test
    void meetings_that_failed_before_have_failures_that_are_resolved_like_any_other() throws SQLException {
        var database = TestDatabase.empty();
        Migrations.apply(database, "6");
        execute(database, """
                INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)
                VALUES ('%1$s', 'a', 'acme', 'Acme', 'UTC', 1, now(), now());
                INSERT INTO person (tenant_id, id, alias, first_name, last_name, created_at, updated_at)
                VALUES ('%1$s', '%2$s', 'a', 'Ann', 'Lee', now(), now());
                INSERT INTO meeting (tenant_id, id, alias, slug, status, recording_error, privacy, tags, owner_id,
                    participants, participant_keys, shared_with, agenda, minutes, source_style, created_at, updated_at)
                SELECT '%1$s', m.id::uuid, m.slug, m.slug, m.status, m.error, 'private', '{}', '%2$s', '[]', '{}', '{}',
                    '[]', '[]', 'gateway', '%4$s', '%4$s'
                FROM (VALUES ('%3$s', 'a', 'failed', 'The disk was full'), ('%5$s', 'b', 'failed', ' '),
                    ('%6$s', 'c', 'completed', 'It was nothing')) m(id, slug, status, error);
                """.formatted(TENANT, PERSON, MEETING, WRITTEN, UUID.randomUUID(), UUID.randomUUID()));
        Migrations.apply(database);
        try (var store = new StoreFixture(database)) {
            var operator = new Principal(TENANT, "acme", null, "admin", Set.of(), View.TENANT);
            var failures = new ListFailures(null, false, new Slice.After(null, 100));
            assertThat(store.ask(failures, operator).items())
                    .extracting(Failure::message, Failure::firstSeen, Failure::lastSeen, Failure::assignee)
                    .containsExactlyInAnyOrder(
                            tuple("The disk was full", WRITTEN, WRITTEN, null),
                            tuple("The recording failed.", WRITTEN, WRITTEN, null));
            var done = Changes.of(MeetingField.class)
                    .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                    .build();
            store.ask(new UpdateMeeting(new MeetingRef(MEETING.toString()), null, done), operator);
            assertThat(store.ask(failures, operator).items())
                    .extracting(Failure::message)
                    .containsExactly("The recording failed.");
        }
    }
}
