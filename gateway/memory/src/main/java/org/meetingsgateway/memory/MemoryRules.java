package org.meetingsgateway.memory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.FailureCall.CreateRule;
import org.meetingsgateway.call.FailureCall.DeleteRule;
import org.meetingsgateway.call.FailureCall.GetRule;
import org.meetingsgateway.call.FailureCall.ListRules;
import org.meetingsgateway.call.FailureCall.ReorderRules;
import org.meetingsgateway.call.FailureCall.UpdateRule;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.AssignmentRule;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failing;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.RuleField;
import org.meetingsgateway.model.RuleFilters;

/** Assignment rules. Regular expressions are Java's. */
final class MemoryRules {
    private static final int MOST = 1_000;

    private final Memory memory;
    /** In the order in which they were made. */
    private final Map<UUID, RuleRow> rules = new LinkedHashMap<>();

    MemoryRules(Memory memory) {
        this.memory = memory;
        memory.seededRules().forEach(row -> rules.put(row.rule().id(), row));
    }

    private List<AssignmentRule> of(@Nullable UUID project) {
        return rules.values().stream()
                .filter(rule -> rule.project().equals(project))
                .map(rule -> living(rule.rule()))
                .sorted(Comparator.comparingInt(AssignmentRule::order))
                .toList();
    }

    /** Without an assignee who is no more. */
    private AssignmentRule living(AssignmentRule rule) {
        return rule.assignee() instanceof Assignee.User user && !isKnown(user)
                ? new AssignmentRule(rule.id(), rule.filters(), null, rule.order())
                : rule;
    }

    boolean isKnown(Assignee.User user) {
        return memory.people().values().stream().anyMatch(person -> person.user() == user.user());
    }

    /** Null where none matches. */
    @Nullable
    AssignmentRule first(Failing failing) {
        return of(failing.projectId()).stream()
                .filter(rule -> rule.assignee() != null)
                .filter(rule -> RuleFilters.read(rule.filters())
                        .matches(
                                failing.properties(),
                                (regex, text) ->
                                        Pattern.compile(regex).matcher(text).find()))
                .findFirst()
                .orElse(null);
    }

    Page<AssignmentRule> list(ListRules call, Principal principal) {
        return Slices.cut(of(principal.projectId()), call.slice(), AssignmentRule::id);
    }

    AssignmentRule get(GetRule call, Principal principal) {
        return of(principal.projectId()).stream()
                .filter(rule -> rule.id().equals(call.id()))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("assignment rule"));
    }

    AssignmentRule create(CreateRule call, Principal principal) {
        if (principal.projectId() == null) {
            throw new Problem.NotFound("project");
        }
        check(call.rule());
        if (of(principal.projectId()).size() >= MOST) {
            throw new Problem.Conflict("The project has all the rules that it may");
        }
        return put(said(new AssignmentRule(memory.fresh().next().id(), Map.of(), null, 0), call.rule()), principal);
    }

    private AssignmentRule put(AssignmentRule rule, Principal principal) {
        rules.put(rule.id(), new RuleRow(Objects.requireNonNull(principal.projectId()), rule));
        return rule;
    }

    @SuppressWarnings("unchecked") // of text to JSON
    private static AssignmentRule said(AssignmentRule old, Changes<RuleField> changes) {
        Map<String, @Nullable Object> filters = changes.get(RuleField.FILTERS, Map.class);
        var assignee = changes.get(RuleField.ASSIGNEE, Assignee.class);
        return new AssignmentRule(
                old.id(),
                filters == null ? old.filters() : filters,
                assignee == null ? old.assignee() : assignee,
                old.order());
    }

    private void check(Changes<RuleField> changes) {
        try {
            var filters = changes.get(RuleField.FILTERS, Map.class);
            if (filters != null) {
                RuleFilters.read(filters).regexes().forEach(Pattern::compile);
            }
        } catch (IllegalArgumentException e) {
            throw Checks.invalid("/filters", "invalid", String.valueOf(e.getMessage()));
        }
        if (changes.get(RuleField.ASSIGNEE) instanceof Assignee.User user && !isKnown(user)) {
            throw new Problem.Invalid(List.of(Checks.missing("/assignee/id", "person", user.user())));
        }
    }

    AssignmentRule update(UpdateRule call, Principal principal) {
        var old = get(new GetRule(call.id()), principal);
        check(call.changes());
        return put(said(old, call.changes()), principal);
    }

    void delete(DeleteRule call, Principal principal) {
        rules.remove(get(new GetRule(call.id()), principal).id());
    }

    void reorder(ReorderRules call, Principal principal) {
        for (var rule : of(principal.projectId())) {
            var order = call.orders().get(rule.id());
            if (order != null) {
                put(new AssignmentRule(rule.id(), rule.filters(), rule.assignee(), order), principal);
            }
        }
    }
}
