package org.meetingsgateway.adapters.meetlog;

import static org.meetingsgateway.wire.Json.number;
import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/**
 * Both directions of every MeetLog shape, side by side. What is written keeps the order of members that MeetLog's page
 * prints; what is read back are the canonical fields that the shape carries. Pure functions.
 */
final class MeetLogJson {
    /** What stands where a meeting has no title: MeetLog's transcripts always have one. */
    static final String UNTITLED = "Untitled meeting";

    private MeetLogJson() {}

    /** Writes one thing. */
    @FunctionalInterface
    interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    static WireResponse answer(Json.Writer body) {
        return WireResponse.json(200, Json.bytes(body));
    }

    // --- Lists

    static <T> WireResponse page(Page<T> page, Slice.Numbered slice, Item<T> item) {
        long total = Objects.requireNonNull(page.total(), "a numbered page knows the total");
        return answer(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var one : page.items()) {
                item.write(json, one);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("meta");
            json.writeNumberField("page", slice.page());
            json.writeNumberField("page_size", slice.size());
            json.writeNumberField("total", total);
            json.writeNumberField("total_pages", Math.ceilDiv(total, slice.size()));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    // --- Transcripts

    static void transcriptItem(JsonGenerator json, Meeting meeting) throws IOException {
        json.writeStartObject();
        transcriptMembers(json, meeting);
        json.writeEndObject();
    }

    static void transcript(JsonGenerator json, MeetingView view) throws IOException {
        var meeting = view.meeting();
        json.writeStartObject();
        transcriptMembers(json, meeting);
        // The texts of no segments, joined, are the empty text.
        json.writeStringField("text", Objects.requireNonNullElse(view.text(), ""));
        string(json, "summary", meeting.summary());
        json.writeFieldName("file_size_mb");
        json.writeNumber(megabytes(meeting.recording().sizeBytes()));
        json.writeArrayFieldStart("report_ids");
        for (var report : Objects.requireNonNull(view.reports(), "the reports were asked for")) {
            json.writeString(report.id().toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void transcriptMembers(JsonGenerator json, Meeting meeting) throws IOException {
        nestedMembers(json, meeting);
        number(json, "duration_seconds", meeting.durationSeconds());
        string(json, "source_url", meeting.recording().url());
    }

    /** What all three shapes of a transcript begin with, and the one inside a project is. */
    private static void nestedMembers(JsonGenerator json, Meeting meeting) throws IOException {
        string(json, "id", meeting.id());
        string(json, "title", Objects.requireNonNullElse(meeting.title(), UNTITLED));
        string(json, "status", status(meeting.status()));
        string(json, "created_at", wholeSeconds(meeting.createdAt()));
    }

    /** What any of the three shapes carries of a meeting, besides {@code id} and {@code created_at}. */
    static Changes<MeetingField> transcript(JsonObject transcript) {
        var meeting = Changes.of(MeetingField.class);
        var title = transcript.getString("title");
        meeting.set(MeetingField.TITLE, UNTITLED.equals(title) ? null : title);
        meeting.set(MeetingField.STATUS, status(transcript.getString("status")));
        if (transcript.containsKey("duration_seconds")) {
            meeting.set(MeetingField.DURATION_SECONDS, transcript.getLong("duration_seconds"));
            meeting.set(MeetingField.RECORDING_URL, transcript.getString("source_url"));
        }
        if (transcript.containsKey("file_size_mb")) {
            meeting.set(MeetingField.SUMMARY, transcript.getString("summary"));
            meeting.set(MeetingField.RECORDING_SIZE_BYTES, bytes(transcript.getNumber("file_size_mb")));
        }
        return meeting.build();
    }

    // --- Reports

    static void reportItem(JsonGenerator json, Report report) throws IOException {
        json.writeStartObject();
        reportMembers(json, report);
        json.writeEndObject();
    }

    static void report(JsonGenerator json, Report report) throws IOException {
        json.writeStartObject();
        reportMembers(json, report);
        string(json, "content", report.content());
        json.writeEndObject();
    }

    private static void reportMembers(JsonGenerator json, Report report) throws IOException {
        string(json, "id", report.id());
        string(json, "transcription_id", report.meetingId());
        string(json, "template_name", report.templateName());
        string(json, "template_code", report.templateCode());
        string(json, "status", report.status().code());
        json.writeBooleanField("is_auto_generated", report.isAutoGenerated());
        string(json, "created_at", wholeSeconds(report.createdAt()));
    }

    /** What both shapes carry of a report, besides its ids and {@code created_at}. */
    static Changes<ReportField> report(JsonObject report) {
        var out = Changes.of(ReportField.class)
                .set(ReportField.TEMPLATE_NAME, report.getString("template_name"))
                .set(ReportField.TEMPLATE_CODE, report.getString("template_code"))
                .set(ReportField.STATUS, Coded.of(Report.Status.class, report.getString("status")))
                .set(ReportField.IS_AUTO_GENERATED, report.getBoolean("is_auto_generated"));
        if (report.containsKey("content")) {
            out.set(ReportField.CONTENT, report.getString("content"));
        }
        return out.build();
    }

    // --- Projects

    static void projectItem(JsonGenerator json, Project project) throws IOException {
        json.writeStartObject();
        projectMembers(json, project);
        json.writeEndObject();
    }

    static void project(JsonGenerator json, Project project, List<MeetingView> transcripts) throws IOException {
        openProject(json, project);
        projectTranscripts(json, transcripts);
        closeProject(json);
    }

    /** The beginning of a project; {@link #projectTranscripts} may follow any number of times, {@link #closeProject} ends it. */
    static void openProject(JsonGenerator json, Project project) throws IOException {
        json.writeStartObject();
        projectMembers(json, project);
        json.writeArrayFieldStart("transcripts");
    }

    static void projectTranscripts(JsonGenerator json, List<MeetingView> transcripts) throws IOException {
        for (var view : transcripts) {
            json.writeStartObject();
            nestedMembers(json, view.meeting());
            json.writeEndObject();
        }
    }

    static void closeProject(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void projectMembers(JsonGenerator json, Project project) throws IOException {
        string(json, "id", project.id());
        string(json, "name", project.name());
        string(json, "description", project.description());
        string(json, "color", project.color());
        string(json, "created_at", wholeSeconds(project.createdAt()));
        string(json, "updated_at", wholeSeconds(project.updatedAt()));
    }

    /** What both shapes carry of a project, besides {@code id} and its moments. */
    static Changes<ProjectField> project(JsonObject project) {
        return Changes.of(ProjectField.class)
                .set(ProjectField.NAME, project.getString("name"))
                .set(ProjectField.DESCRIPTION, project.getString("description"))
                .set(ProjectField.COLOR, project.getString("color"))
                .build();
    }

    // --- Values

    static String status(MeetingStatus status) {
        return switch (status) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case SCHEDULED, RECORDING, UPLOADING, PROCESSING -> "processing";
        };
    }

    static MeetingStatus status(String status) {
        return switch (status) {
            case "completed" -> MeetingStatus.COMPLETED;
            case "failed" -> MeetingStatus.FAILED;
            default -> MeetingStatus.PROCESSING;
        };
    }

    static String wholeSeconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static @Nullable BigDecimal megabytes(@Nullable Long bytes) {
        return bytes == null ? null : BigDecimal.valueOf(bytes).movePointLeft(6).setScale(1, RoundingMode.HALF_UP);
    }

    static @Nullable Long bytes(@Nullable Number megabytes) {
        return megabytes == null
                ? null
                : new BigDecimal(megabytes.toString()).movePointRight(6).longValue();
    }
}
