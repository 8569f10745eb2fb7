package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.tck.SourceFacts.as;
import static org.meetingsgateway.tck.SourceFacts.ref;
import static org.meetingsgateway.tck.SourceFacts.titled;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.FailureCall.CreateRule;
import org.meetingsgateway.call.FailureCall.DeleteRule;
import org.meetingsgateway.call.FailureCall.GetRule;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.FailureCall.ListRules;
import org.meetingsgateway.call.FailureCall.ReorderRules;
import org.meetingsgateway.call.FailureCall.UpdateRule;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.PersonCall.DeletePerson;
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
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.RuleField;
import org.meetingsgateway.model.Slice;

/** Facts about what fails, and about the rules that say whose it is. */
interface FailureFacts extends SourceFacts {
    Slice.Offset ALL = new Slice.Offset(0, 100);
    Assignee ROLE = new Assignee.Role(new UUID(0, 7));

    private static Map<String, Object> both(Object... parts) {
        return Map.of("type", "AND", "values", List.of(parts));
    }

    private static Map<String, Object> either(Object... parts) {
        return Map.of("type", "OR", "values", List.of(parts));
    }

    private static Map<String, Object> is(String key, String operator, @Nullable Object value) {
        var property = new HashMap<String, Object>(Map.of("key", key, "operator", operator));
        if (value != null) {
            property.put("value", value);
        }
        return property;
    }

    private static Changes<RuleField> rule(Map<String, Object> filters, Assignee assignee) {
        return Changes.of(RuleField.class)
                .set(RuleField.FILTERS, filters)
                .set(RuleField.ASSIGNEE, assignee)
                .build();
    }

    private static Changes.Builder<MeetingField> failed(String error) {
        return Changes.of(MeetingField.class)
                .set(MeetingField.STATUS, MeetingStatus.FAILED)
                .set(MeetingField.RECORDING_ERROR, error);
    }

    private Project project(Principal operator) {
        var project = Changes.of(ProjectField.class).set(ProjectField.NAME, "P");
        return ask(new CreateProject(project.build()), operator);
    }

    /** Somebody of a project that everybody belongs to, asking about it. */
    private Principal member(Principal operator) {
        return as(person("Ann", operator), operator).within(project(operator).id());
    }

    private AssignmentRule rule(Map<String, Object> filters, Assignee assignee, Principal who) {
        return ask(new CreateRule(rule(filters, assignee)), who);
    }

    private List<Failure> failures(Principal who) {
        return ask(new ListFailures(null, null, new Slice.After(null, 100)), who)
                .items();
    }

    private Failure failure(Principal who) {
        assertThat(failures(who)).hasSize(1);
        return failures(who).getFirst();
    }

    private Meeting fail(Meeting meeting, String error, Principal who) {
        return ask(new UpdateRecording(ref(meeting), failed(error).build(), null, null), who)
                .meeting();
    }

    private void set(Meeting meeting, MeetingField field, @Nullable Object value, Principal who) {
        var changes = Changes.of(MeetingField.class).set(field, value).build();
        ask(new UpdateMeeting(ref(meeting), null, changes), who);
    }

    /** Whether a rule with this filter matches a recording of Zoom that is called Weekly and failed because of a time-out. */
    private boolean matches(Map<String, Object> filters) {
        var ann = member(newTenant());
        rule(filters, ROLE, ann);
        create(
                failed("Upload: Timeout after 30 s")
                        .set(MeetingField.TITLE, "Weekly")
                        .set(MeetingField.DURATION_SECONDS, 90L)
                        .set(MeetingField.PLATFORM, Platform.ZOOM),
                ann);
        return failure(ann).assignee() != null;
    }

    @Test
    default void the_first_rule_that_matches_says_whose_a_failure_is() {
        var operator = newTenant();
        var ann = member(operator);
        var bob = new Assignee.User(person("Bob", operator).user());
        rule(both(is("message", "icontains", "disk")), ROLE, ann);
        var second = rule(both(is("message", "icontains", "TIMEOUT")), bob, ann);
        rule(both(), ROLE, ann);
        var meeting = create(titled("M"), ann);
        assertThat(failures(ann)).isEmpty();
        var failed = fail(meeting, "Timeout", ann);
        assertThat(failure(ann))
                .isEqualTo(new Failure(
                        failure(ann).id(),
                        Failure.Kind.RECORDING,
                        meeting.id(),
                        null,
                        "Timeout",
                        bob,
                        second.id(),
                        failed.updatedAt(),
                        failed.updatedAt(),
                        null));
    }

    @Test
    default void a_meeting_may_fail_as_it_is_made_and_by_a_patch() {
        var ann = member(newTenant());
        var rule = rule(both(), ROLE, ann);
        create(failed("at once"), ann);
        set(create(titled("M"), ann), MeetingField.STATUS, MeetingStatus.FAILED, ann);
        assertThat(failures(ann))
                .extracting(Failure::message)
                .containsExactlyInAnyOrder("at once", "The recording failed.");
        assertThat(failures(ann)).extracting(Failure::ruleId).containsOnly(rule.id());
    }

    @Test
    default void what_fails_again_is_one_failure_whose_message_moves() {
        var ann = member(newTenant());
        var meeting = create(failed("one"), ann);
        var first = failure(ann);
        fail(meeting, "two", ann);
        assertThat(failure(ann).message()).isEqualTo("two");
        set(meeting, MeetingField.RECORDING_ERROR, "three", ann);
        set(meeting, MeetingField.TITLE, "no news", ann);
        assertThat(failure(ann).id()).isEqualTo(first.id());
        assertThat(failure(ann).message()).isEqualTo("three");
        assertThat(failure(ann).firstSeen()).isEqualTo(first.firstSeen());
        assertThat(failure(ann).lastSeen()).isAfterOrEqualTo(first.lastSeen());
    }

    @Test
    default void a_failure_that_nobody_has_is_asked_about_again_and_one_that_somebody_has_is_not() {
        var ann = member(newTenant());
        var meeting = create(failed("unknown"), ann);
        assertThat(failure(ann).assignee()).isNull();
        var first = rule(both(is("message", "exact", "disk")), ROLE, ann);
        fail(meeting, "disk", ann);
        assertThat(failure(ann).ruleId()).isEqualTo(first.id());
        ask(new DeleteRule(first.id()), ann);
        rule(both(), new Assignee.Role(new UUID(0, 8)), ann);
        fail(meeting, "net", ann);
        assertThat(failure(ann).assignee()).isEqualTo(ROLE);
        assertThat(failure(ann).ruleId()).isEqualTo(first.id());
    }

    @Test
    default void a_failure_is_resolved_when_its_meeting_fails_no_more() {
        var ann = member(newTenant());
        var meeting = create(failed("one"), ann);
        set(meeting, MeetingField.STATUS, MeetingStatus.COMPLETED, ann);
        assertThat(failure(ann).resolvedAt()).isNotNull();
        fail(meeting, "two", ann);
        assertThat(failures(ann)).hasSize(2);
        var open = ask(new ListFailures(null, false, new Slice.After(null, 9)), ann)
                .items();
        var resolved =
                ask(new ListFailures(null, true, new Slice.After(null, 9)), ann).items();
        assertThat(open).extracting(Failure::message).containsExactly("two");
        assertThat(resolved).extracting(Failure::message).containsExactly("one");
        ask(new DeleteMeeting(ref(meeting), null), ann);
        assertThat(failures(ann)).isEmpty();
    }

    @Test
    default void failures_are_seen_by_whoever_sees_the_meeting() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var bob = as(person("Bob", operator), operator);
        create(failed("private").set(MeetingField.PRIVACY, Privacy.PRIVATE), ann);
        create(failed("of all").set(MeetingField.PRIVACY, Privacy.ACCOUNT), ann);
        assertThat(failures(ann)).extracting(Failure::message).containsExactlyInAnyOrder("private", "of all");
        assertThat(failures(bob)).extracting(Failure::message).containsExactly("of all");
        assertThat(failures(newTenant())).isEmpty();
        assertThat(failures(bob.within(project(operator).id()))).isEmpty();
    }

    @Test
    default void the_cursors_of_failures_give_all_of_them_once_and_belong_to_their_filters() {
        var ann = member(newTenant());
        for (int i = 0; i < 5; i++) {
            create(failed("F" + i), ann);
        }
        var first = ask(new ListFailures(null, null, new Slice.After(null, 3)), ann);
        var next = ask(new ListFailures(null, null, new Slice.After(first.next(), 3)), ann);
        assertThat(first.items()).hasSize(3);
        assertThat(next.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(next.next()).isNull();
        assertThat(ask(new ListFailures(Failure.Kind.CONNECTION, null, new Slice.After(null, 3)), ann)
                        .items())
                .isEmpty();
        assertThat(ask(new ListFailures(Failure.Kind.RECORDING, null, new Slice.After(null, 9)), ann)
                        .items())
                .hasSize(5);
    }

    @Test
    default void rules_are_those_of_the_project_of_the_meeting() {
        var operator = newTenant();
        var ann = member(operator);
        var other = ann.within(project(operator).id());
        var rule = rule(both(), ROLE, other);
        create(failed("x"), ann);
        assertThat(failure(ann).assignee()).isNull();
        fails(Problem.NotFound.class, new GetRule(rule.id()), ann);
        fails(Problem.NotFound.class, new DeleteRule(rule.id()), ann);
        fails(Problem.NotFound.class, new UpdateRule(rule.id(), rule(both(), ROLE)), ann);
        ask(new ReorderRules(Map.of(rule.id(), 5)), ann);
        assertThat(ask(new GetRule(rule.id()), other).order()).isZero();
        assertThat(ask(new ListRules(ALL), ann).total()).isZero();
        fails(Problem.NotFound.class, new CreateRule(rule(both(), ROLE)), operator);
    }

    @Test
    default void rules_are_asked_by_their_order_and_then_as_they_were_made() {
        var ann = member(newTenant());
        var one = rule(both(), ROLE, ann);
        var two = rule(both(), ROLE, ann);
        var three = rule(both(), ROLE, ann);
        assertThat(ask(new ListRules(ALL), ann).items()).containsExactly(one, two, three);
        ask(new ReorderRules(Map.of(one.id(), 2, three.id(), -1, UUID.randomUUID(), 0)), ann);
        var page = ask(new ListRules(new Slice.Offset(1, 1)), ann);
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items()).extracting(AssignmentRule::id).containsExactly(two.id());
        create(failed("x"), ann);
        assertThat(failure(ann).ruleId()).isEqualTo(three.id());
    }

    @Test
    default void a_rule_keeps_its_filters_as_they_were_written_and_what_is_not_said_stays() {
        var operator = newTenant();
        var ann = member(operator);
        var bob = person("Bob", operator);
        var filters = both(Map.of("key", "b", "value", List.of(1, 2.5, true, "x"), "label", "kept"), either());
        var rule = rule(filters, ROLE, ann);
        assertThat(rule.filters()).isEqualTo(filters);
        var assigned = Changes.of(RuleField.class)
                .set(RuleField.ASSIGNEE, new Assignee.User(bob.user()))
                .build();
        assertThat(ask(new UpdateRule(rule.id(), assigned), ann).filters()).isEqualTo(filters);
        var filtered =
                Changes.of(RuleField.class).set(RuleField.FILTERS, either()).build();
        var changed = ask(new UpdateRule(rule.id(), filtered), ann);
        assertThat(changed.filters()).isEqualTo(either());
        assertThat(changed.assignee()).isEqualTo(new Assignee.User(bob.user()));
        assertThat(ask(new UpdateRule(rule.id(), Changes.of(RuleField.class).build()), ann))
                .isEqualTo(changed);
    }

    @Test
    default void a_rule_without_its_person_matches_nothing() {
        var operator = newTenant();
        var ann = member(operator);
        var bob = person("Bob", operator);
        var rule = rule(both(), new Assignee.User(bob.user()), ann);
        create(failed("x"), ann);
        ask(new DeletePerson(bob.id().toString(), null), operator);
        assertThat(ask(new GetRule(rule.id()), ann).assignee()).isNull();
        assertThat(failure(ann).assignee()).isNull();
        create(failed("y"), ann);
        assertThat(failures(ann)).extracting(Failure::assignee).containsOnlyNulls();
        assertThatThrownBy(() -> rule(both(), new Assignee.User(bob.user()), ann))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.violations().getFirst().field())
                                .isEqualTo("/assignee/id"));
    }

    @Test
    default void every_operator_compares_as_it_says() {
        assertThat(matches(both(is("platform", "exact", "zoom")))).isTrue();
        assertThat(matches(both(is("platform", "exact", List.of("teams", "zoom")))))
                .isTrue();
        assertThat(matches(both(is("platform", "exact", "Zoom")))).isFalse();
        assertThat(matches(both(is("platform", "is_not", List.of("teams", "meet")))))
                .isTrue();
        assertThat(matches(both(is("platform", "is_not", List.of("teams", "zoom")))))
                .isFalse();
        assertThat(matches(both(is("meeting_title", "icontains", "WEEK")))).isTrue();
        assertThat(matches(both(is("meeting_title", "not_icontains", "WEEK")))).isFalse();
        assertThat(matches(both(is("$exception_message", "regex", "after \\d+ s$"))))
                .isTrue();
        assertThat(matches(both(is("error_message", "regex", "^Timeout")))).isFalse();
        assertThat(matches(both(is("message", "not_regex", "^Timeout")))).isTrue();
        assertThat(matches(both(is("duration_seconds", "exact", 90.0)))).isTrue();
        assertThat(matches(both(is("duration_seconds", "gt", 89.5)))).isTrue();
        assertThat(matches(both(is("duration_seconds", "gt", "90")))).isFalse();
        assertThat(matches(both(is("duration_seconds", "gte", 90)))).isTrue();
        assertThat(matches(both(is("duration_seconds", "lt", 100)))).isTrue();
        assertThat(matches(both(is("duration_seconds", "lte", 89)))).isFalse();
        assertThat(matches(both(is("platform", "gt", 1)))).isFalse();
        assertThat(matches(both(is("meeting_url", "is_set", null)))).isFalse();
        assertThat(matches(both(is("meeting_url", "is_not_set", null)))).isTrue();
        assertThat(matches(both(is("nobody_knows_it", "exact", "x")))).isFalse();
        assertThat(matches(both(is("nobody_knows_it", "is_not", "x")))).isTrue();
    }

    @Test
    default void groups_are_all_or_one_of_their_parts_and_everything_without() {
        var zoom = Map.<String, Object>of("key", "platform", "value", "zoom");
        var teams = Map.<String, Object>of("key", "platform", "value", "teams");
        assertThat(matches(both(zoom, teams))).isFalse();
        assertThat(matches(either(teams, zoom))).isTrue();
        assertThat(matches(both(either(teams, zoom), both(zoom)))).isTrue();
        assertThat(matches(both(teams, either()))).isFalse();
        assertThat(matches(either())).isTrue();
    }

    @Test
    default void what_is_no_filter_is_refused() {
        var ann = member(newTenant());
        var deep = both();
        for (int i = 0; i < 16; i++) {
            deep = both(deep);
        }
        var many = both(Collections.nCopies(1_001, is("key", "is_set", null)).toArray());
        var wrong = List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of("type", "AND"),
                Map.<String, Object>of("type", "NOT", "values", List.of()),
                is("platform", "exact", "zoom"),
                both("text"),
                both(Map.of("value", "x")),
                both(Map.of("key", "platform")),
                both(is("platform", "like", "x")),
                both(is("platform", "exact", List.of())),
                both(is("platform", "exact", Map.of())),
                both(is("duration_seconds", "gt", "long")),
                both(is("duration_seconds", "exact", Double.POSITIVE_INFINITY)),
                both(is("message", "regex", "(")),
                both(is("message", "exact", "\0")),
                deep,
                many);
        for (var filters : wrong) {
            assertThatThrownBy(() -> rule(filters, ROLE, ann))
                    .as(filters.toString())
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            problem -> assertThat(
                                            problem.violations().getFirst().field())
                                    .isEqualTo("/filters"));
        }
        assertThat(Objects.requireNonNull(ask(new ListRules(ALL), ann).total())).isZero();
    }
}
