package org.meetingsgateway.adapters.meetlog;

import static org.meetingsgateway.wire.Json.number;
import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/**
 * Both directions of MeetLog's shapes, side by side. What is written keeps the order of members that MeetLog's page
 * prints; what is read are the canonical fields that a transcript or a report alone carries. Pure functions.
 */
final class MeetLogJson {
    /** What stands where a meeting has no title: MeetLog's transcripts always have one. */
    static final String UNTITLED = "Untitled meeting";

    private static final int MEGA = 6;
    private static final Set<String> STATUSES = Set.of("processing", "completed", "failed");

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

    /** What a transcript alone carries of a meeting, besides its id, its moment, its words and its reports. */
    static Changes<MeetingField> transcript(Document transcript) {
        var title = transcript.textOrNull("title");
        return Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, UNTITLED.equals(title) ? null : title)
                .set(MeetingField.STATUS, status(transcript, MeetingStatus.class, MeetingStatus.PROCESSING))
                .set(MeetingField.DURATION_SECONDS, transcript.countOrNull("duration_seconds"))
                .set(MeetingField.RECORDING_URL, transcript.textOrNull("source_url"))
                .set(MeetingField.SUMMARY, transcript.textOrNull("summary"))
                .set(MeetingField.RECORDING_SIZE_BYTES, transcript.countOrNull("file_size_mb", MEGA))
                .build();
    }

    /** All that was said is one text, of which neither speakers nor times are known. */
    static List<Segment> segments(Document transcript) {
        var text = transcript.textOrNull("text");
        return text == null || text.isBlank() ? List.of() : List.of(new Segment(text, null, null, null, null, null));
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

    /** What a report alone carries, besides its ids and its moment. */
    static Changes<ReportField> report(Document report) {
        return Changes.of(ReportField.class)
                .set(ReportField.TEMPLATE_NAME, report.text("template_name"))
                .set(ReportField.TEMPLATE_CODE, report.text("template_code"))
                .set(ReportField.CONTENT, report.textOrNull("content"))
                .set(ReportField.STATUS, status(report, Report.Status.class, Report.Status.PROCESSING))
                .set(ReportField.IS_AUTO_GENERATED, report.flag("is_auto_generated"))
                .build();
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

    // --- Values

    static String status(MeetingStatus status) {
        return switch (status) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case SCHEDULED, RECORDING, UPLOADING, PROCESSING -> "processing";
        };
    }

    /** A word that MeetLog's page does not print is {@code processing}: its story is not at an end that is known. */
    private static <E extends Enum<E> & Coded> E status(Document document, Class<E> type, E processing) {
        var word = document.text("status");
        if (!STATUSES.contains(word)) {
            document.strange("status");
            return processing;
        }
        return Coded.of(type, word);
    }

    static String wholeSeconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static @Nullable BigDecimal megabytes(@Nullable Long bytes) {
        return bytes == null
                ? null
                : BigDecimal.valueOf(bytes).movePointLeft(MEGA).setScale(1, RoundingMode.HALF_UP);
    }
}
