package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.MinuteItem;

/** An action item that is being made or changed. */
final class ActionItemDraft {
    private final UUID id;
    private final String alias;
    private final UUID meetingId;
    private final String meetingAlias;
    private final Instant createdAt;
    private final long version;
    private String title = "";
    private @Nullable String description;
    private @Nullable String assignee;
    private final List<Assignment> assignees = new ArrayList<>();
    private @Nullable Instant dueAt;
    private ActionItem.State state = ActionItem.State.OPEN;
    private @Nullable Instant completedAt;
    private @Nullable Instant dismissedAt;
    private final List<Comment> comments = new ArrayList<>();
    private @Nullable String minuteId;
    private List<Integer> reference = List.of();

    ActionItemDraft(Fresh.Identity identity, MeetingRow meeting, Instant createdAt) {
        this.id = identity.id();
        this.alias = identity.alias();
        this.meetingId = meeting.id();
        this.meetingAlias = meeting.alias();
        this.createdAt = createdAt;
        this.version = 1;
    }

    /** The next version of what there is. */
    ActionItemDraft(ActionItem old) {
        this(old, old.version() + 1);
    }

    ActionItemDraft(ActionItem old, long version) {
        id = old.id();
        alias = old.alias();
        meetingId = old.meetingId();
        meetingAlias = old.meetingAlias();
        createdAt = old.createdAt();
        this.version = version;
        title = old.title();
        description = old.description();
        assignee = old.assignee();
        assignees.addAll(old.assignees());
        dueAt = old.dueAt();
        state = old.state();
        completedAt = old.completedAt();
        dismissedAt = old.dismissedAt();
        comments.addAll(old.comments());
        minuteId = old.minuteId();
        reference = old.reference();
    }

    ActionItemDraft says(String newTitle, @Nullable String newDescription, @Nullable Instant newDueAt) {
        title = newTitle;
        description = newDescription;
        dueAt = newDueAt;
        return this;
    }

    ActionItemDraft assignee(@Nullable String name) {
        assignee = name;
        return this;
    }

    /** Who is already assigned stays so, with the times that are known. */
    ActionItemDraft assignees(List<Assignment> wanted) {
        var known = List.copyOf(assignees);
        assignees.clear();
        wanted.forEach(one -> assignees.add(known.stream()
                .filter(old -> old.personId().equals(one.personId()))
                .findFirst()
                .orElse(one)));
        return this;
    }

    ActionItemDraft state(ActionItem.State wanted, Instant now) {
        if (wanted == state) {
            return this;
        }
        state = wanted;
        completedAt = wanted == ActionItem.State.COMPLETED ? now : null;
        dismissedAt = wanted == ActionItem.State.DISMISSED ? now : null;
        switch (wanted) {
            case COMPLETED -> assignees.replaceAll(a -> a.completedAt() == null ? done(a, now) : a);
            case OPEN -> assignees.replaceAll(a -> done(a, null));
            case DISMISSED -> {}
        }
        return this;
    }

    private static Assignment done(Assignment a, @Nullable Instant at) {
        return new Assignment(a.personId(), a.name(), a.assignedAt(), at);
    }

    ActionItemDraft comment(Comment comment) {
        comments.add(comment);
        return this;
    }

    /** It is this item of the minutes. */
    ActionItemDraft linked(MinuteItem item) {
        minuteId = item.id();
        reference = item.reference();
        return this;
    }

    ActionItem at(Instant updatedAt) {
        return new ActionItem(
                id,
                alias,
                meetingId,
                meetingAlias,
                title,
                description,
                assignee,
                assignees,
                dueAt,
                state,
                completedAt,
                dismissedAt,
                comments,
                minuteId,
                reference,
                createdAt,
                updatedAt,
                version);
    }
}
