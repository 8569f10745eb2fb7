package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.RawDocument;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Source;

/** A stored meeting: the fields that can be written, and what the store keeps beside them. */
final class MeetingRow {
    private final UUID id;
    private final String alias;
    private final String slug;
    private final Source source;
    private final Instant createdAt;
    private final List<RawDocument> raw;
    private final EnumMap<MeetingField, @Nullable Object> values = new EnumMap<>(MeetingField.class);
    private final EnumMap<MinuteItems.Part, Long> lockVersions = new EnumMap<>(MinuteItems.Part.class);
    private final List<Segment> segments = new ArrayList<>();
    private final List<Segment> replaced = new ArrayList<>();
    private long revision;
    private Instant updatedAt;
    private long version = 1;
    private long editedVersion = 1;

    MeetingRow(UUID id, String alias, String slug, Source source, Instant createdAt) {
        this(id, alias, slug, source, createdAt, List.of());
    }

    private MeetingRow(UUID id, String alias, String slug, Source source, Instant createdAt, List<RawDocument> raw) {
        this.id = id;
        this.alias = alias;
        this.slug = slug;
        this.source = source;
        this.createdAt = createdAt;
        this.raw = raw;
        this.updatedAt = createdAt;
        for (var part : MinuteItems.Part.values()) {
            lockVersions.put(part, 1L);
        }
    }

    static MeetingRow of(MeetingView view, List<Segment> segments) {
        var meeting = view.meeting();
        var row = new MeetingRow(
                meeting.id(),
                meeting.alias(),
                meeting.slug(),
                meeting.source(),
                meeting.createdAt(),
                Objects.requireNonNullElse(view.raw(), List.of()));
        for (var field : MeetingField.values()) {
            row.values.put(field, MeetingValues.of(view, field));
        }
        row.segments.addAll(segments);
        row.revision = meeting.transcript().revision();
        row.updatedAt = meeting.updatedAt();
        row.version = meeting.version();
        row.editedVersion = meeting.version();
        return row;
    }

    UUID id() {
        return id;
    }

    String alias() {
        return alias;
    }

    String slug() {
        return slug;
    }

    Source source() {
        return source;
    }

    Instant createdAt() {
        return createdAt;
    }

    List<RawDocument> raw() {
        return raw;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long version() {
        return version;
    }

    /** Since this version nothing changed that a patch can change. */
    long editedVersion() {
        return editedVersion;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Segments that were not final and gave way to others. */
    List<Segment> replaced() {
        return replaced;
    }

    long revision() {
        return revision;
    }

    <T> @Nullable T get(MeetingField field, Class<T> type) {
        return type.cast(values.get(field));
    }

    <T> T required(MeetingField field, Class<T> type) {
        return Objects.requireNonNull(get(field, type), field.name());
    }

    <T> List<T> list(MeetingField field, Class<T> of) {
        List<?> list = required(field, List.class);
        return list.stream().<T>map(of::cast).toList();
    }

    List<MinuteItem> items(MinuteItems.Part part) {
        return list(field(part), MinuteItem.class);
    }

    long lockVersion(MinuteItems.Part part) {
        return Objects.requireNonNull(lockVersions.get(part));
    }

    static MeetingField field(MinuteItems.Part part) {
        return switch (part) {
            case AGENDA -> MeetingField.AGENDA;
            case MINUTES -> MeetingField.MINUTES;
        };
    }

    /** Sets fields without counting it as a change; items that differ move their lock version. */
    void set(Changes<MeetingField> changes) {
        for (var part : MinuteItems.Part.values()) {
            if (changes.has(field(part)) && !Objects.equals(values.get(field(part)), changes.get(field(part)))) {
                lockVersions.merge(part, values.containsKey(field(part)) ? 1L : 0L, Long::sum);
            }
        }
        changes.forEach(values::put);
    }

    /** What was always so. */
    void seed(MeetingField field, Object value) {
        values.put(field, value);
    }

    /** Something that a patch can change was changed. */
    void edited(Instant now) {
        touched(now);
        editedVersion = version;
    }

    /** Something that the meeting shows was changed. */
    void touched(Instant now) {
        version++;
        updatedAt = now;
    }

    /** The transcript is another one now, without counting it as a change of the meeting. */
    void retell(List<Segment> now) {
        segments.clear();
        segments.addAll(now);
        revision++;
    }

    void said(Instant now) {
        revision++;
        touched(now);
    }
}
