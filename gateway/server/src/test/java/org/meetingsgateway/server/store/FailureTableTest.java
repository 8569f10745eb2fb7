package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.FailureCall.CreateRule;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.AssignmentRule;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.RuleField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.WireResponse;

/** Failures in PostgreSQL: one transaction with what failed, whoever else writes. */
class FailureTableTest {
    private static StoreFixture fixture;
    /** As it is used: failing writes are transactions. */
    private static MeetingSource source;

    private Principal ann;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
        source = fixture.store.source();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void project() {
        var operator = fixture.tenant();
        var project = Changes.of(ProjectField.class).set(ProjectField.NAME, "P").build();
        ann = as(fixture.person("Ann", operator), operator)
                .within(fixture.ask(new CreateProject(project), operator).id());
        fixture.heard.clear();
    }

    private static Map<String, Object> filters(Object... parts) {
        return Map.of("type", "OR", "values", List.of(parts));
    }

    private static Map<String, Object> regex(String regex) {
        return Map.of("key", "message", "operator", "regex", "value", regex);
    }

    private AssignmentRule rule(Map<String, Object> filters) {
        return fixture.ask(
                new CreateRule(Changes.of(RuleField.class)
                        .set(RuleField.FILTERS, filters)
                        .set(RuleField.ASSIGNEE, new Assignee.Role(new UUID(0, 1)))
                        .build()),
                ann);
    }

    private static Changes<MeetingField> status(MeetingStatus status, String error) {
        return Changes.of(MeetingField.class)
                .set(MeetingField.STATUS, status)
                .set(MeetingField.RECORDING_ERROR, error)
                .build();
    }

    private static Changes<MeetingField> failed(String error) {
        return status(MeetingStatus.FAILED, error);
    }

    private Future<MeetingView> update(Meeting meeting, Changes<MeetingField> changes) {
        return source.call(new UpdateRecording(ref(meeting), changes, null, null), ann);
    }

    private List<Failure> failures(Boolean resolved) {
        return fixture.ask(new ListFailures(null, resolved, new Slice.After(null, 100)), ann)
                .items();
    }

    @Test
    void of_many_who_say_at_once_that_a_meeting_fails_one_makes_the_failure() {
        var rule = rule(filters());
        var meeting = fixture.meeting(List.of(), ann);
        await(Future.all(IntStream.range(0, 40)
                .mapToObj(i -> i % 2 == 0
                        ? update(meeting, failed("F" + i))
                        : source.call(new UpdateMeeting(ref(meeting), null, failed("F" + i)), ann))
                .toList()));
        assertThat(failures(null)).extracting(Failure::ruleId).containsExactly(rule.id());
        assertThat(fixture.heard).containsExactly("recording role");
        var now =
                await(source.call(new GetMeeting(ref(meeting), Set.of()), ann)).meeting();
        assertThat(failures(null).getFirst().message())
                .isEqualTo(now.recording().error());
    }

    @Test
    void whatever_the_order_of_writers_a_meeting_has_an_open_failure_exactly_while_it_fails() {
        var meeting = fixture.meeting(List.of(), ann);
        for (int round = 0; round < 8; round++) {
            await(Future.all(IntStream.range(0, 12)
                    .mapToObj(i ->
                            update(meeting, i % 2 == 0 ? failed("x") : status(MeetingStatus.COMPLETED, "recovered")))
                    .toList()));
            var now = await(source.call(new GetMeeting(ref(meeting), Set.of()), ann))
                    .meeting();
            assertThat(failures(false)).hasSize(now.status() == MeetingStatus.FAILED ? 1 : 0);
        }
    }

    @Test
    void a_request_with_a_key_makes_its_failure_once_and_one_that_is_undone_makes_none() {
        var answer = WireResponse.empty(204);
        var meeting = fixture.meeting(List.of(), ann);
        var change = new UpdateMeeting(ref(meeting), null, failed("x"));
        assertThatThrownBy(() -> await(fixture.store.once(
                        ann,
                        "k",
                        "f",
                        bound -> bound.source()
                                .call(change, ann)
                                .compose(view -> Future.failedFuture(new Problem.Forbidden("undone"))))))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(failures(null)).isEmpty();
        assertThat(fixture.heard).isEmpty();
        for (int i = 0; i < 2; i++) {
            await(fixture.store.once(
                    ann, "k", "f", bound -> bound.source().call(change, ann).map(view -> answer)));
        }
        assertThat(failures(null)).hasSize(1);
        assertThat(fixture.heard).containsExactly("recording none");
    }

    @Test
    void a_meeting_whose_failure_cannot_be_written_is_not_written() {
        await(new Sql("ALTER TABLE failure ADD CONSTRAINT no_more CHECK (message <> 'refused')")
                .run(fixture.store.client()));
        var meeting = fixture.meeting(List.of(), ann);
        assertThatThrownBy(() -> await(update(meeting, failed("refused")))).isNotInstanceOf(Problem.NotFound.class);
        assertThat(await(source.call(new GetMeeting(ref(meeting), Set.of()), ann))
                        .meeting()
                        .status())
                .isEqualTo(meeting.status());
    }

    @Test
    void a_project_has_a_thousand_rules_and_no_two_writers_take_the_last_place() {
        await(new Sql(
                        "INSERT INTO assignment_rule (tenant_id, id, project_id, filters, created_at)"
                                + " SELECT ?, gen_random_uuid(), ?, '{}', now() FROM generate_series(1, 995)",
                        ann.tenantId(),
                        ann.projectId())
                .run(fixture.store.client()));
        var made = new ArrayList<Future<?>>();
        for (int i = 0; i < 12; i++) {
            made.add(source.call(
                    new CreateRule(Changes.of(RuleField.class)
                            .set(RuleField.FILTERS, filters())
                            .set(RuleField.ASSIGNEE, new Assignee.Role(new UUID(0, 1)))
                            .build()),
                    ann));
        }
        await(Future.join(made).otherwiseEmpty());
        assertThat(made.stream().filter(Future::succeeded)).hasSize(5);
        assertThat(made.stream().filter(Future::failed).map(Future::cause))
                .hasOnlyElementsOfType(Problem.Conflict.class);
    }

    @Test
    void a_filter_has_a_size_and_a_regular_expression_one_too() {
        for (var regex : List.of(
                "(((x{1000}){1000}){1000})",
                "x{1000}{1000}",
                "(?:x{70}){0,80}",
                "a".repeat(6_000),
                "(?=ahead)",
                "(a)\\1",
                "[")) {
            assertThatThrownBy(() -> rule(filters(regex(regex)))).isInstanceOf(Problem.Invalid.class);
        }
        var large = Map.<String, Object>of("key", "k", "value", "x".repeat(70_000));
        assertThatThrownBy(() -> rule(filters(large))).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> rule(filters(
                        IntStream.range(0, 30).mapToObj(i -> regex("a{700}")).toArray())))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void rules_that_take_too_much_time_are_not_asked_to_their_end() {
        var hard = filters(regex("(?:a?){400}b"), regex("(?:a|aa|a*){250}b"));
        for (int i = 0; i < 300; i++) {
            rule(hard);
        }
        var meeting = fixture.meeting(List.of(), ann);
        await(update(meeting, failed("a".repeat(20_000))));
        assertThat(failures(null)).extracting(Failure::assignee).containsOnlyNulls();
        assertThat(failures(null).getFirst().message()).hasSize(10_000);
    }

    @Test
    void a_rule_that_would_not_be_taken_any_more_matches_nothing_and_the_next_one_is_asked() {
        var old = rule(filters());
        var next = rule(filters());
        await(fixture.store
                .client()
                .preparedQuery("UPDATE assignment_rule SET filters = $1 WHERE id = $2")
                .execute(Tuple.of(new JsonObject(filters(regex("(?i)\u1c80"))), old.id())));
        await(update(fixture.meeting(List.of(), ann), failed("F")));
        assertThat(failures(null)).extracting(Failure::ruleId).containsExactly(next.id());
    }

    @Test
    void a_write_that_cannot_say_that_something_fails_is_one_statement() {
        var before = fixture.statements.size();
        var meeting = await(fixture.store
                        .on(fixture.client)
                        .call(new CreateMeeting(status(MeetingStatus.RECORDING, "old")), ann))
                .meeting();
        await(fixture.store
                .on(fixture.client)
                .call(new UpdateRecording(ref(meeting), status(MeetingStatus.COMPLETED, "old"), null, null), ann));
        assertThat(fixture.statements.stream().skip(before)).noneMatch(sql -> sql.contains("failure"));
    }
}
