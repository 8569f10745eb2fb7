package org.meetingsgateway.tck;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ReportCall.GetReport;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.model.TranscriptText;

/** A source in memory: answers every call that reads, at once and on the caller's thread. */
public final class MemorySource {
    private final Library library;

    private MemorySource(Library library) {
        this.library = library;
    }

    public static MeetingSource of(Library library) {
        var source = new MemorySource(library);
        return new Answers()
                .on(ListMeetings.class, at(source::listMeetings))
                .on(GetMeeting.class, at(source::getMeeting))
                .on(GetTranscript.class, at(source::getTranscript))
                .on(ListSegments.class, at(source::listSegments))
                .on(ListReports.class, at(source::listReports))
                .on(GetReport.class, at(source::getReport))
                .on(ListActionItems.class, at(source::listActionItems))
                .on(GetActionItem.class, at(source::getActionItem))
                .on(ListProjects.class, at(source::listProjects))
                .on(GetProject.class, at(source::getProject))
                .on(ListPeople.class, at(source::listPeople))
                .on(GetPerson.class, at(source::getPerson))
                .build();
    }

    /** An answer that is there at once. */
    @FunctionalInterface
    private interface AtOnce<C, A> {
        A answer(C call, Principal principal);
    }

    private static <C, A> Answers.Method<C, A> at(AtOnce<C, A> method) {
        return (call, principal) -> Future.succeededFuture(method.answer(call, principal));
    }

    private Page<MeetingView> listMeetings(ListMeetings call, Principal principal) {
        var sorted = meetings(principal)
                .filter(view -> Matching.meets(view, call.query()))
                .sorted(Matching.order(call.query().sort()))
                .toList();
        return Slices.cut(sorted, call.slice(), view -> view.meeting().id()).map(view -> only(view, call.expand()));
    }

    private MeetingView getMeeting(GetMeeting call, Principal principal) {
        return only(meeting(call.ref(), principal), call.expand());
    }

    private TranscriptText getTranscript(GetTranscript call, Principal principal) {
        var view = meeting(call.ref(), principal);
        return new TranscriptText(view.meeting().transcript(), call.withText() ? view.text() : null);
    }

    private Page<StoredSegment> listSegments(ListSegments call, Principal principal) {
        List<Segment> segments = library.segments()
                .getOrDefault(meeting(call.ref(), principal).meeting().id(), List.of());
        var stored = IntStream.range(0, segments.size())
                .mapToObj(i -> new StoredSegment(i + 1L, segments.get(i)))
                .toList();
        return Slices.cut(stored, call.slice(), StoredSegment::position);
    }

    private Page<Report> listReports(ListReports call, Principal principal) {
        var reports = among(call.meeting(), principal).flatMap(MemorySource::reports);
        return Slices.cut(newestFirst(reports, Report::createdAt, Report::id), call.slice(), Report::id)
                .map(MemorySource::withoutContent);
    }

    private Report getReport(GetReport call, Principal principal) {
        return found(
                "report",
                meetings(principal).flatMap(MemorySource::reports),
                report -> call.id().equals(report.id().toString()));
    }

    private Page<ActionItem> listActionItems(ListActionItems call, Principal principal) {
        var items = among(call.query().meeting(), principal)
                .flatMap(MemorySource::actionItems)
                .filter(item -> call.query().state() == null || call.query().state() == item.state());
        return Slices.cut(newestFirst(items, ActionItem::createdAt, ActionItem::id), call.slice(), ActionItem::id);
    }

    private ActionItem getActionItem(GetActionItem call, Principal principal) {
        return found(
                "action item",
                meetings(principal).flatMap(MemorySource::actionItems),
                item -> call.id().equals(item.id().toString()));
    }

    private Page<Project> listProjects(ListProjects call, Principal principal) {
        return Slices.cut(
                newestFirst(
                        projects(principal)
                                .filter(p -> call.archived() == null || call.archived() == (p.archivedAt() != null)),
                        Project::createdAt,
                        Project::id),
                call.slice(),
                Project::id);
    }

    private Project getProject(GetProject call, Principal principal) {
        return found(
                "project",
                projects(principal),
                project -> Set.of(project.id().toString(), project.alias(), project.slug())
                        .contains(call.id()));
    }

    private Page<Person> listPeople(ListPeople call, Principal principal) {
        return Slices.cut(
                newestFirst(library.people().stream(), Person::createdAt, Person::id), call.slice(), Person::id);
    }

    private Person getPerson(GetPerson call, Principal principal) {
        return found(
                "person",
                library.people().stream(),
                person -> Set.of(person.id().toString(), person.alias()).contains(call.id()));
    }

    private Stream<MeetingView> meetings(Principal principal) {
        return library.meetings().stream().filter(new Visible(library, principal)::meeting);
    }

    private Stream<Project> projects(Principal principal) {
        return library.projects().stream().filter(new Visible(library, principal)::project);
    }

    private Stream<MeetingView> among(@Nullable MeetingRef ref, Principal principal) {
        return ref == null ? meetings(principal) : Stream.of(meeting(ref, principal));
    }

    private MeetingView meeting(MeetingRef ref, Principal principal) {
        return found("meeting", meetings(principal), view -> {
            var meeting = view.meeting();
            return Stream.of(
                            meeting.id(),
                            meeting.alias(),
                            meeting.slug(),
                            meeting.source().nativeId())
                    .anyMatch(id -> ref.value().equals(Objects.toString(id, null)));
        });
    }

    private static Stream<Report> reports(MeetingView view) {
        return Objects.requireNonNull(view.reports()).stream();
    }

    private static Stream<ActionItem> actionItems(MeetingView view) {
        return Objects.requireNonNull(view.actionItems()).stream();
    }

    private static <T> T found(String what, Stream<T> among, java.util.function.Predicate<T> which) {
        return among.filter(which).findFirst().orElseThrow(() -> new Problem.NotFound(what));
    }

    private static <T> List<T> newestFirst(
            Stream<T> items, Function<? super T, Instant> createdAt, Function<? super T, UUID> id) {
        return items.sorted(Comparator.<T, Instant>comparing(createdAt)
                        .thenComparing(item -> id.apply(item).toString())
                        .reversed())
                .toList();
    }

    private static MeetingView only(MeetingView view, Set<Expansion> expand) {
        return new MeetingView(
                view.meeting(),
                expand.contains(Expansion.TRANSCRIPT) ? view.text() : null,
                expand.contains(Expansion.REPORTS) ? newestFirst(reports(view), Report::createdAt, Report::id) : null,
                expand.contains(Expansion.ACTION_ITEMS)
                        ? newestFirst(actionItems(view), ActionItem::createdAt, ActionItem::id)
                        : null,
                expand.contains(Expansion.AGENDA) ? view.agenda() : null,
                expand.contains(Expansion.MINUTES) ? view.minutes() : null);
    }

    private static Report withoutContent(Report r) {
        return new Report(
                r.id(),
                r.meetingId(),
                r.templateName(),
                r.templateCode(),
                r.status(),
                r.isAutoGenerated(),
                r.derived(),
                null,
                r.createdAt(),
                r.updatedAt(),
                r.version());
    }
}
