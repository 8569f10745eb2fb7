package org.meetingsgateway.simulators;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Segment;

/** Makes up meetings as people have them, with all that one style or another carries. The same seed makes up the same ones. */
final class Inventor {
    private static final List<String> SUBJECTS = List.of(
            "Weekly sync",
            "Sales kickoff",
            "Board meeting",
            "Stand-up",
            "Retrospective",
            "Planning",
            "Interview",
            "Budget — réunion n° 2",
            "設計レビュー",
            "Customer call 🎧");
    private static final List<String> NAMES =
            List.of("Ann Lee", "Bob Stone", "Chloé Martin", "Dana O'Neil", "Łukasz Nowak", "Mei 陈", "Ravi");
    private static final List<String> SAYINGS = List.of(
            "Good morning, shall we begin?",
            "The importer is done, I am on its tests now.",
            "We agreed on three priorities for this quarter.",
            "Could you say that again, please?",
            "Das klären wir nach dem Termin.",
            "I'll send the numbers \"as is\" by Friday <soon>.",
            "That is 12% more than last year & nobody noticed.");
    private static final List<String> PLACES = List.of("London, 4th floor", "Room 7", "Kraków", "");
    private static final long SECONDS_A_WORD = 4_000;

    private final Random random;

    /**
     * A meeting with its parts.
     *
     * @param fields all of them, of a meeting that is over
     */
    record Invented(
            Changes<MeetingField> fields,
            List<Segment> segments,
            List<Changes<ReportField>> reports,
            List<Changes<ActionItemField>> actionItems) {}

    Inventor(long seed) {
        random = new Random(seed);
    }

    Invented meeting(Instant start) {
        return new Invented(
                fields(start.truncatedTo(ChronoUnit.SECONDS)),
                several(1, 6, this::segment),
                several(0, 2, this::report),
                several(0, 2, this::task));
    }

    private Changes<MeetingField> fields(Instant start) {
        long seconds = random.nextLong(60, 7_200);
        return Changes.of(MeetingField.class)
                .set(MeetingField.TITLE, title())
                .set(MeetingField.DESCRIPTION, maybe(() -> some(SAYINGS)))
                .set(MeetingField.NOTES, maybe(() -> some(SAYINGS)))
                .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                .set(MeetingField.PLATFORM, maybe(() -> some(List.of(Platform.values()))))
                .set(MeetingField.URL, maybe(() -> "https://meet.example/" + random.nextInt(1_000_000)))
                .set(MeetingField.LOCATION, some(PLACES))
                .set(MeetingField.STARTS_AT, start)
                .set(MeetingField.ENDED_AT, start.plusSeconds(seconds))
                .set(MeetingField.DURATION_SECONDS, seconds)
                .set(MeetingField.PRIVACY, some(List.of(Privacy.PRIVATE, Privacy.PROJECT, Privacy.ACCOUNT)))
                .set(
                        MeetingField.TAGS,
                        several(0, 2, () -> "tag" + random.nextInt(5)).stream()
                                .distinct()
                                .toList())
                .set(MeetingField.PROJECT_ID, Owner.PROJECT)
                .set(MeetingField.OWNER_ID, Library.PERSON)
                .set(MeetingField.PARTICIPANTS, participants())
                .set(MeetingField.CONFERENCE_NUMBER, maybe(() -> "+44 20 " + random.nextInt(100_000)))
                .set(MeetingField.RECORDING_SIZE_BYTES, 100_000L * random.nextInt(1, 10_000))
                .set(MeetingField.AGENDA, several(0, 3, this::note))
                .set(MeetingField.MINUTES, minutes())
                .set(MeetingField.SUMMARY, maybe(() -> some(SAYINGS)))
                .build();
    }

    String title() {
        return some(SUBJECTS) + " " + random.nextInt(10_000);
    }

    String saying() {
        return some(SAYINGS) + " " + random.nextInt(10_000);
    }

    Segment segment() {
        double start = random.nextInt(3_600_000);
        return new Segment(saying(), maybe(() -> some(NAMES)), start, start + SECONDS_A_WORD, null, true);
    }

    Changes<ReportField> report() {
        return Changes.of(ReportField.class)
                .set(ReportField.TEMPLATE_NAME, "Weekly digest")
                .set(ReportField.TEMPLATE_CODE, "weekly_digest")
                .set(ReportField.CONTENT, "## " + title() + "\n" + saying())
                .build();
    }

    private Changes<ActionItemField> task() {
        return Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, saying())
                .set(ActionItemField.ASSIGNEE, maybe(() -> some(NAMES)))
                .build();
    }

    private List<Participant> participants() {
        return several(0, 4, () -> some(NAMES)).stream()
                .distinct()
                .map(name -> new Participant(null, name, null, some(List.of(Participant.AttendanceStatus.values()))))
                .toList();
    }

    List<MinuteItem> minutes() {
        return several(0, 3, this::minute);
    }

    private MinuteItem note() {
        return item(MinuteItem.Type.NOTE, List.of());
    }

    private MinuteItem minute() {
        return item(some(List.of(MinuteItem.Type.NOTE, MinuteItem.Type.DECISION)), several(0, 2, this::note));
    }

    private MinuteItem item(MinuteItem.Type type, List<MinuteItem> children) {
        return new MinuteItem("", saying(), null, type, List.of(), null, List.<UUID>of(), children);
    }

    /** A moment between the two, in whole seconds. */
    Instant moment(Instant from, Instant to) {
        return from.plusSeconds(
                random.nextLong(Math.max(1, Duration.between(from, to).toSeconds())));
    }

    <T> T some(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> what) {
        return random.nextBoolean() ? what.get() : null;
    }

    private <T> List<T> several(int least, int most, Supplier<T> what) {
        return IntStream.range(0, random.nextInt(least, most + 1))
                .mapToObj(n -> what.get())
                .toList();
    }
}
