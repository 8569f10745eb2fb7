package org.meetingsgateway.adapters.minutebase;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.tck.RoundTripContract;
import org.meetingsgateway.tck.SurfaceContract;
import org.meetingsgateway.tck.UpstreamContract;

class MinuteBaseContractTest implements SurfaceContract, UpstreamContract, RoundTripContract {
    @Override
    public Adapter adapter() {
        return new MinuteBaseAdapter();
    }

    @Override
    public Account account() {
        return new Account("123456abcdef", null, null);
    }

    @Override
    public RemoteMeeting carried(MeetingView view, List<Segment> segments) {
        var meeting = view.meeting();
        var minutes = Objects.requireNonNull(view.minutes());
        var start = Objects.requireNonNullElse(meeting.startsAt(), meeting.createdAt());
        var fields = Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, meeting.title())
                .set(MeetingField.DESCRIPTION, meeting.description())
                .set(MeetingField.LOCATION, meeting.location())
                .set(MeetingField.STARTS_AT, seconds(start))
                .set(MeetingField.PRIVACY, meeting.privacy())
                .set(MeetingField.TAGS, meeting.tags())
                .set(
                        MeetingField.PARTICIPANTS,
                        meeting.participants().stream()
                                .map(MinuteBaseContractTest::attendee)
                                .toList())
                .set(MeetingField.CONFERENCE_NUMBER, meeting.conference().number())
                .set(MeetingField.CONFERENCE_EXTENSION, meeting.conference().extension())
                .set(MeetingField.CONFERENCE_PASSWORD, meeting.conference().password())
                .set(MeetingField.SHORT_URL, meeting.shortUrl())
                .set(MeetingField.AGENDA, items(Objects.requireNonNull(view.agenda())))
                .set(MeetingField.MINUTES, items(minutes))
                .build();
        var actions = new ArrayList<RemoteActionItem>();
        collect(minutes, Objects.requireNonNull(view.actionItems()), actions);
        return new RemoteMeeting(
                meeting.alias(),
                null,
                meeting.alias(),
                meeting.slug(),
                fields,
                null,
                null,
                actions,
                null,
                null,
                true,
                List.of(),
                Set.of());
    }

    private static @Nullable Instant seconds(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whoever has no status is present. */
    private static Participant attendee(Participant participant) {
        return new Participant(
                null,
                participant.name(),
                participant.email(),
                Objects.requireNonNullElse(participant.status(), Participant.AttendanceStatus.PRESENT));
    }

    private static List<MinuteItem> items(List<MinuteItem> items) {
        return items.stream()
                .map(item -> new MinuteItem(
                        Alias.of(item.id()),
                        item.title(),
                        item.contents(),
                        item.type(),
                        item.reference(),
                        seconds(item.dueAt()),
                        List.of(),
                        items(item.children())))
                .toList();
    }

    private static void collect(List<MinuteItem> items, List<ActionItem> actions, List<RemoteActionItem> collected) {
        for (var item : items) {
            if (item.type() == MinuteItem.Type.ACTION) {
                collected.add(action(
                        item,
                        actions.stream()
                                .filter(action -> item.id().equals(action.minuteId()))
                                .findFirst()));
            }
            collect(item.children(), actions, collected);
        }
    }

    private static RemoteActionItem action(MinuteItem item, Optional<ActionItem> action) {
        var names = action.stream()
                .flatMap(stored -> stored.assignees().stream())
                .map(Assignment::name)
                .collect(Collectors.joining(", "));
        return new RemoteActionItem(
                action.map(ActionItem::alias).orElse(null),
                Alias.of(item.id()),
                Changes.of(ActionItemField.class)
                        .set(ActionItemField.TITLE, item.title())
                        .set(ActionItemField.DESCRIPTION, item.contents())
                        .set(ActionItemField.ASSIGNEE, names.isEmpty() ? null : names)
                        .set(ActionItemField.DUE_AT, seconds(item.dueAt()))
                        .set(
                                ActionItemField.STATE,
                                action.map(ActionItem::state).orElse(ActionItem.State.OPEN))
                        .build(),
                null,
                seconds(action.map(ActionItem::completedAt).orElse(null)),
                seconds(action.map(ActionItem::dismissedAt).orElse(null)),
                action.map(stored -> stored.comments().stream()
                                .map(MinuteBaseContractTest::comment)
                                .toList())
                        .orElse(null));
    }

    /** Who is not of the account has no name there. */
    private static RemoteComment comment(Comment comment) {
        return new RemoteComment(
                Alias.of(comment.id()),
                comment.personId() == null ? null : comment.author(),
                comment.text(),
                comment.createdAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
