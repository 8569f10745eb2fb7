package org.meetingsgateway.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.SearchCall.SearchActionItems;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.SearchCall.SearchPeople;
import org.meetingsgateway.call.SearchCall.SearchProjects;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.Slice;

/** Searches by looking at everything that the principal may see. */
record MemorySearch(Memory memory, MeetingViews views, MemoryActionItems actionItems) {
    Page<MeetingView> meetings(SearchMeetings call, Principal principal) {
        var rows = Memory.newestFirst(memory.meetings(principal), MeetingRow::createdAt, MeetingRow::id);
        return found(rows, this::texts, call.query(), call.slice()).map(row -> views.view(row, Set.of()));
    }

    Page<Person> people(SearchPeople call, Principal principal) {
        var people = Memory.newestFirst(memory.people().values().stream(), Person::createdAt, Person::id);
        return found(people, MemorySearch::texts, call.query(), call.slice());
    }

    Page<Project> projects(SearchProjects call, Principal principal) {
        var projects = Memory.newestFirst(
                memory.projects(principal).map(ProjectRow::project), Project::createdAt, Project::id);
        return found(projects, project -> Stream.of(project.name(), project.description()), call.query(), call.slice());
    }

    Page<ActionItem> actionItems(SearchActionItems call, Principal principal) {
        return found(actionItems.visible(principal), MemorySearch::texts, call.query(), call.slice());
    }

    private static <T> Page<T> found(
            List<T> all, Function<T, Stream<@Nullable String>> texts, SearchQuery query, Slice.Counted slice) {
        var matching = all.stream()
                .filter(one -> Words.of(texts.apply(one)).match(query))
                .toList();
        return Slices.cut(matching, slice, one -> one);
    }

    private Stream<@Nullable String> texts(MeetingRow row) {
        var meeting = views.meeting(row);
        var texts = new ArrayList<@Nullable String>();
        texts.add(meeting.title());
        texts.add(meeting.description());
        texts.add(meeting.location());
        texts.add(meeting.summary());
        texts.addAll(meeting.tags());
        add(row.items(Part.AGENDA), texts);
        add(row.items(Part.MINUTES), texts);
        meeting.participants().forEach(p -> {
            texts.add(p.name());
            texts.add(p.email());
        });
        texts.add(MeetingViews.text(row));
        return texts.stream();
    }

    private static void add(List<MinuteItem> items, List<@Nullable String> texts) {
        items.forEach(item -> {
            texts.add(item.title());
            texts.add(item.contents());
            add(item.children(), texts);
        });
    }

    private static Stream<@Nullable String> texts(Person p) {
        return Stream.of(p.name(), p.email(), p.company(), p.department(), p.jobTitle());
    }

    private static Stream<@Nullable String> texts(ActionItem item) {
        var texts = new ArrayList<@Nullable String>();
        texts.add(item.title());
        texts.add(item.description());
        texts.add(item.assignee());
        item.assignees().forEach(assignment -> texts.add(assignment.name()));
        item.comments().forEach(comment -> texts.add(comment.text()));
        return texts.stream();
    }
}
