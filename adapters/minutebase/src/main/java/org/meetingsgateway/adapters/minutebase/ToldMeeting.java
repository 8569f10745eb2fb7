package org.meetingsgateway.adapters.minutebase;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.wire.WireResponse;

/** A meeting alone, in the extended set. */
final class ToldMeeting {
    private static final String KIND = "meeting";

    private ToldMeeting() {}

    /** Reads an answer, which must be the meeting that was asked for. */
    static RemoteMeeting read(WireResponse.Bytes response, String id) {
        var document = Document.of(KIND, response);
        if (!Told.id(document).equals(id)) {
            throw document.unreadable("id", "id that was asked for");
        }
        var agenda = new ToldItems();
        var minutes = new ToldItems();
        var fields = MeetingJson.read(document)
                .set(MeetingField.AGENDA, agenda.read(part(document, "agenda")))
                .set(MeetingField.MINUTES, minutes.read(part(document, "minutes")))
                .build();
        skipPeopleAndPlace(document);
        return new RemoteMeeting(
                id,
                null,
                id,
                document.text("slug"),
                fields,
                null,
                null,
                minutes.actionItems(),
                null,
                null,
                true,
                List.of(new Raw(KIND, response.body())),
                document.unknown());
    }

    private static List<Document> part(Document document, String name) {
        return Objects.requireNonNullElse(document.objectsOrNull(name), List.of());
    }

    /** The workspace and those it is shared with are the gateway's matter. */
    private static void skipPeopleAndPlace(Document document) {
        part(document, "shared_with").forEach(ToldMeeting::skipPerson);
        skipWorkspace(document.objectOrNull("project"));
    }

    private static void skipPerson(Document person) {
        Told.name(person);
        person.skip("email");
    }

    private static void skipWorkspace(@Nullable Document workspace) {
        if (workspace == null) {
            return;
        }
        workspace.skip("id", "title", "slug", "description", "created_at", "archived_at");
        var flag = workspace.objectOrNull("flag");
        if (flag != null) {
            flag.skip("left", "right");
        }
    }
}
