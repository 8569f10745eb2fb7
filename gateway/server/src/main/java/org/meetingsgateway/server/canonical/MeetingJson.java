package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Conference;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.PersonRef;
import org.meetingsgateway.model.ProjectRef;
import org.meetingsgateway.model.RawDocument;
import org.meetingsgateway.model.Recording;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.Source;

/** A meeting's JSON, in both directions. A part that was not asked for is left out. */
final class MeetingJson {
    private static final Shape<ProjectRef> PROJECT = Shape.of(
            Member.id("id", ProjectRef::id),
            Member.text("alias", ProjectRef::alias),
            Member.count("team", ProjectRef::team),
            Member.text("name", ProjectRef::name));

    private static final Shape<PersonRef> OWNER = Shape.of(
            Member.id("id", PersonRef::id),
            Member.text("alias", PersonRef::alias),
            Member.count("user", PersonRef::user),
            Member.text("name", PersonRef::name));

    private static final Shape<Conference> CONFERENCE = Shape.of(
            Member.text("number", Conference::number),
            Member.text("extension", Conference::extension),
            Member.text("password", Conference::password));

    private static final Shape<Recording> RECORDING = Shape.of(
            Member.text("url", Recording::url),
            Member.number("size_bytes", Recording::sizeBytes),
            Member.id("sdk_upload_id", Recording::sdkUploadId),
            Member.id("recall_recording_id", Recording::recallRecordingId),
            Member.text("error", Recording::error));

    private static final Shape<MeetingView> TRANSCRIPT = Shape.of(
            Member.code("state", v -> v.meeting().transcript().state()),
            Member.count("segment_count", v -> v.meeting().transcript().segmentCount()),
            Member.count("revision", v -> v.meeting().transcript().revision()),
            Member.optionalText("text", MeetingView::text));

    private static final Shape<Source> SOURCE = Shape.of(
            Member.text("style", Source::style),
            Member.id("connection_id", Source::connectionId),
            Member.text("native_id", Source::nativeId),
            Member.moment("synced_at", Source::syncedAt));

    private static final Shape<RawDocument> RAW = Shape.of(
            Member.text("kind", RawDocument::kind),
            Member.moment("fetched_at", RawDocument::fetchedAt),
            Member.text("sha256", RawDocument::sha256),
            Member.text("body_base64", RawDocument::bodyBase64));

    /** Reports without their content. */
    static final Shape<MeetingView> SHAPE = shape(ReportJson.WITHOUT_CONTENT);

    static final Shape<MeetingView> WITH_REPORT_CONTENT = shape(ReportJson.SHAPE);

    private MeetingJson() {}

    private static Shape<MeetingView> shape(Shape<Report> report) {
        return Shape.of(
                Member.id("id", v -> v.meeting().id()),
                Member.text("alias", v -> v.meeting().alias()),
                Member.text("slug", v -> v.meeting().slug()),
                Member.text("title", v -> v.meeting().title()),
                Member.text("description", v -> v.meeting().description()),
                Member.text("notes", v -> v.meeting().notes()),
                Member.code("status", v -> v.meeting().status()),
                Member.code("platform", v -> v.meeting().platform()),
                Member.text("url", v -> v.meeting().url()),
                Member.text("location", v -> v.meeting().location()),
                Member.moment("starts_at", v -> v.meeting().startsAt()),
                Member.moment("ended_at", v -> v.meeting().endedAt()),
                Member.number("duration_seconds", v -> v.meeting().durationSeconds()),
                Member.code("privacy", v -> v.meeting().privacy()),
                Member.texts("tags", v -> v.meeting().tags()),
                Member.id("project_id", v -> projectId(v.meeting().project())),
                Member.object("project", v -> v.meeting().project(), PROJECT),
                Member.id("owner_id", v -> v.meeting().owner().id()),
                Member.object("owner", v -> v.meeting().owner(), OWNER),
                Member.objects("participants", v -> v.meeting().participants(), ParticipantJson.SHAPE),
                Member.ids("shared_with", v -> v.meeting().sharedWith()),
                Member.object("conference", v -> v.meeting().conference(), CONFERENCE),
                Member.text("short_url", v -> v.meeting().shortUrl()),
                Member.object("recording", v -> v.meeting().recording(), RECORDING),
                Member.object("transcript", v -> v, TRANSCRIPT),
                Member.text("summary", v -> v.meeting().summary()),
                Member.moment("summary_generated_at", v -> v.meeting().summaryGeneratedAt()),
                Member.moment("tasks_generated_at", v -> v.meeting().tasksGeneratedAt()),
                Member.object("source", v -> v.meeting().source(), SOURCE),
                Member.moment("created_at", v -> v.meeting().createdAt()),
                Member.moment("updated_at", v -> v.meeting().updatedAt()),
                Member.count("version", v -> v.meeting().version()),
                Member.objects("agenda", MeetingView::agenda, MinuteItemJson.SHAPE),
                Member.objects("minutes", MeetingView::minutes, MinuteItemJson.SHAPE),
                Member.objects("action_items", MeetingView::actionItems, ActionItemJson.SHAPE),
                Member.objects("reports", MeetingView::reports, report),
                Member.objects("raw", MeetingView::raw, RAW));
    }

    private static @Nullable UUID projectId(@Nullable ProjectRef project) {
        return project == null ? null : project.id();
    }

    /** The connection in whose account a meeting is made; null for none. */
    static @Nullable UUID connection(JsonObject body) {
        var source = body.getJsonObject("source");
        return source == null ? null : UUID.fromString(source.getString("connection_id"));
    }

    /** A meeting stays where it was made. */
    static void checkNoSource(JsonObject body) {
        if (body.containsKey("source")) {
            throw new Problem.Invalid(
                    Problem.Violation.In.BODY, "/source", "read_only", "is for creation only and cannot be changed");
        }
    }

    static Changes<MeetingField> changes(JsonObject body) {
        return new Bodies<>(MeetingField.class, body)
                .object("conference")
                .object("recording")
                .list(MeetingField.TAGS, Bodies::texts)
                .list(MeetingField.PARTICIPANTS, ParticipantJson::read)
                .list(MeetingField.SHARED_WITH, Bodies::ids)
                .list(MeetingField.AGENDA, items -> MinuteItemJson.items("/agenda", items))
                .list(MeetingField.MINUTES, items -> MinuteItemJson.items("/minutes", items))
                .changes();
    }
}
