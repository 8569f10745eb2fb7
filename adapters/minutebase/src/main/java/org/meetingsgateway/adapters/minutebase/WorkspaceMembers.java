package org.meetingsgateway.adapters.minutebase;

import static java.util.stream.Collectors.toSet;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Who belongs to a workspace. MinuteBase's page about it is lost: this is our design. */
final class WorkspaceMembers {
    private static final String PATH = Workspaces.ONE + "/members";
    private static final String PERSON = "person_id";
    private static final Comparator<Person> NEWEST_FIRST = Comparator.comparing(Person::createdAt)
            .thenComparing(person -> person.id().toString())
            .reversed();

    private WorkspaceMembers() {}

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, null, Paging.QUERY, WorkspaceMembers::list).repeated(),
                Endpoint.of(HttpMethod.POST, PATH, null, WorkspaceMembers::add),
                Endpoint.of(HttpMethod.DELETE, PATH + "/:person", null, WorkspaceMembers::remove));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        return meetings.ask(new GetProject(request.pathParam("workspace")))
                .compose(project -> members(project, slice, meetings))
                .map(page -> Paging.answer(page, slice, PersonJson::basic));
    }

    /** Nobody named means everyone. */
    private static Future<Page<Person>> members(Project project, Slice.Numbered slice, Meetings meetings) {
        return project.memberIds().isEmpty()
                ? meetings.ask(new ListPeople(slice))
                : meetings.ask(new FindPeople(
                                project.memberIds().stream().map(UUID::toString).collect(toSet())))
                        .map(people -> page(people, slice));
    }

    private static Page<Person> page(List<Person> people, Slice.Numbered slice) {
        var shown = people.stream()
                .sorted(NEWEST_FIRST)
                .skip(slice.offset())
                .limit(slice.size())
                .toList();
        return new Page<>(shown, (long) people.size(), null);
    }

    private static Future<WireResponse> add(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var workspace = request.pathParam("workspace");
        return person(body.text(PERSON, 100), meetings)
                .compose(person -> person.isPresent()
                        ? meetings.ask(new AddMember(workspace, person.get().id()))
                                .map(project -> body.told(Workspaces.answer(project)))
                        : meetings.ask(new GetProject(workspace)).map(project -> rejected(body)));
    }

    private static WireResponse rejected(Body body) {
        if (!body.isRejected()) {
            body.reject(PERSON, "is not a person of this account");
        }
        return Rejection.of(body, json -> {
            json.writeStartObject();
            json.writeNullField(PERSON);
            json.writeEndObject();
        });
    }

    private static Future<WireResponse> remove(WireRequest request, Meetings meetings) {
        var workspace = request.pathParam("workspace");
        return person(request.pathParam("person"), meetings)
                .compose(person -> person.isPresent()
                        ? meetings.ask(new RemoveMember(workspace, person.get().id()))
                        : meetings.ask(new GetProject(workspace))
                                .compose(project -> Future.failedFuture(new Problem.NotFound("member"))))
                .map(done -> WireResponse.empty(204));
    }

    private static Future<Optional<Person>> person(@Nullable String id, Meetings meetings) {
        return id == null
                ? Future.succeededFuture(Optional.empty())
                : meetings.ask(new FindPeople(Set.of(id)))
                        .map(people -> people.stream().findFirst());
    }
}
