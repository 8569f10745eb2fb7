package org.meetingsgateway.server.canonical;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Conference;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonRef;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectRef;
import org.meetingsgateway.model.RawDocument;
import org.meetingsgateway.model.Recording;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.Source;
import org.meetingsgateway.model.Transcript;

/** Things of all kinds, within what the contract allows. */
final class Things {
    static final String ALIAS = "0123456789abcdef01234567";
    private static final Flag FLAG = new Flag(Flag.Color.RED, Flag.Color.BLUE);

    private Things() {}

    static Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    static Arbitrary<UUID> ids() {
        return Arbitraries.create(UUID::randomUUID);
    }

    /** Any text of characters that exist, but U+0000, which is refused. */
    static Arbitrary<String> texts(int maxLength) {
        return Arbitraries.strings()
                .withChars(" \"\\/\n\té\u2028\uffff")
                .withCharRange('a', 'z')
                .withCharRange('\u0400', '\u04ff')
                .ofMinLength(1)
                .ofMaxLength(maxLength)
                .map(text -> text.replace('q', '\uffff').replace("\uffff", "😀"))
                .filter(text -> text.codePointCount(0, text.length()) <= maxLength);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
    }

    static Arbitrary<String> urls() {
        return words().map(word -> "https://x.example/" + word + "?a=b#c");
    }

    static Arbitrary<Participant> participants() {
        return Combinators.combine(
                        ids().injectNull(0.5),
                        texts(20),
                        words().map(word -> word + "@x.example").injectNull(0.3),
                        Arbitraries.of(Participant.AttendanceStatus.class).injectNull(0.3))
                .as(Participant::new);
    }

    /** A tree whose references are as they have to be, and whose ids differ. */
    static Arbitrary<List<MinuteItem>> minutes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 4),
                        texts(20),
                        texts(40).injectNull(0.5),
                        Arbitraries.of(MinuteItem.Type.class))
                .as((width, depth, title, contents, type) ->
                        tree(width, depth, List.of(), new AtomicInteger(), title, contents, type));
    }

    private static List<MinuteItem> tree(
            int width,
            int depth,
            List<Integer> parent,
            AtomicInteger ids,
            String title,
            String contents,
            MinuteItem.Type type) {
        var items = new ArrayList<MinuteItem>();
        for (int i = 1; i <= width && depth > 0; i++) {
            var reference = new ArrayList<>(parent);
            reference.add(i);
            items.add(new MinuteItem(
                    "i" + ids.incrementAndGet(),
                    title,
                    contents,
                    type,
                    reference,
                    type == MinuteItem.Type.ACTION ? Instant.EPOCH : null,
                    type == MinuteItem.Type.ACTION ? List.of(new UUID(0, i)) : List.of(),
                    tree(width - 1, depth - 1, reference, ids, title, contents, type)));
        }
        return items;
    }

    private static Arbitrary<Conference> conferences() {
        var words = words().injectNull(0.5);
        return Combinators.combine(words, words, words).as(Conference::new);
    }

    private static Arbitrary<Recording> recordings() {
        return Combinators.combine(
                        urls().injectNull(0.5),
                        Arbitraries.longs().between(0, 1L << 50).injectNull(0.5),
                        ids().injectNull(0.5),
                        ids().injectNull(0.5),
                        texts(30).injectNull(0.5))
                .as(Recording::new);
    }

    /** Meetings with every part. */
    static Arbitrary<MeetingView> meetings() {
        var text = texts(30).injectNull(0.4).list().ofSize(5);
        var url = urls().injectNull(0.5).list().ofSize(2);
        var moment = moments().injectNull(0.3).list().ofSize(4);
        var lists = Combinators.combine(
                        texts(10).list().ofMaxSize(3),
                        participants().list().ofMaxSize(3),
                        ids().list().ofMaxSize(3),
                        minutes().list().ofSize(2))
                .as(Lists::new);
        var parts = Combinators.combine(conferences(), recordings(), ids().injectNull(0.5), words())
                .as(Parts::new);
        var codes = Combinators.combine(
                        Arbitraries.of(MeetingStatus.class),
                        Arbitraries.of(Platform.class).injectNull(0.5),
                        Arbitraries.of(Privacy.class),
                        Arbitraries.longs().between(0, 100_000).injectNull(0.3))
                .as(Codes::new);
        return Combinators.combine(text, url, moment, lists, parts, codes).as(Things::meeting);
    }

    private record Lists(
            List<String> tags, List<Participant> participants, List<UUID> sharedWith, List<List<MinuteItem>> trees) {}

    private record Parts(Conference conference, Recording recording, UUID project, String name) {}

    private record Codes(MeetingStatus status, Platform platform, Privacy privacy, Long duration) {}

    private static MeetingView meeting(
            List<String> text, List<String> url, List<Instant> moment, Lists lists, Parts parts, Codes codes) {
        var id = UUID.randomUUID();
        var meeting = new Meeting(
                id,
                ALIAS,
                "a-slug",
                text.get(0),
                text.get(1),
                text.get(2),
                codes.status(),
                codes.platform(),
                url.get(0),
                text.get(3),
                moment.get(0),
                moment.get(1),
                codes.duration(),
                codes.privacy(),
                lists.tags(),
                parts.project() == null
                        ? null
                        : new ProjectRef(
                                parts.project(), ALIAS, 3, "slug", parts.name(), null, FLAG, Instant.EPOCH, null),
                new PersonRef(UUID.randomUUID(), ALIAS, 4, parts.name()),
                lists.participants(),
                lists.sharedWith(),
                parts.conference(),
                url.get(1),
                parts.recording(),
                new Transcript(Transcript.State.COMPLETE, 2, 3),
                text.get(4),
                moment.get(2),
                moment.get(3),
                new Source(Source.GATEWAY, null, null, null),
                1,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                7,
                "tag");
        return new MeetingView(
                meeting,
                "Hello world",
                List.of(report(id)),
                List.of(actionItem(id)),
                lists.trees().get(0),
                lists.trees().get(1),
                List.of(new RawDocument("meeting", Instant.EPOCH, "0a".repeat(32), "e30=")));
    }

    static Report report(UUID meeting) {
        return new Report(
                UUID.randomUUID(),
                meeting,
                "Summary",
                "summary",
                Report.Status.COMPLETED,
                true,
                false,
                "# Content",
                Instant.EPOCH,
                Instant.EPOCH,
                2);
    }

    static ActionItem actionItem(UUID meeting) {
        return new ActionItem(
                UUID.randomUUID(),
                ALIAS,
                meeting,
                ALIAS,
                "Do it",
                null,
                "Ada",
                List.of(
                        new Assignment(UUID.randomUUID(), "Ada Lovelace", Instant.EPOCH, null),
                        new Assignment(UUID.randomUUID(), "Bob", Instant.EPOCH, Instant.EPOCH)),
                Instant.EPOCH,
                ActionItem.State.OPEN,
                null,
                null,
                List.of(
                        new Comment(UUID.randomUUID(), UUID.randomUUID(), "Ada", "Soon", Instant.EPOCH),
                        new Comment(UUID.randomUUID(), null, "Operator", "Now", Instant.EPOCH)),
                "a",
                List.of(1, 2),
                Instant.EPOCH,
                Instant.EPOCH,
                3);
    }

    static Arbitrary<Person> people() {
        return Combinators.combine(
                        texts(20).list().ofSize(2),
                        texts(20).injectNull(0.4).list().ofSize(8),
                        words().map(word -> word + "@x.example").injectNull(0.3),
                        Arbitraries.of(true, false),
                        Arbitraries.of("London", "Europe/London").injectNull(0.4),
                        Arbitraries.integers().between(0, 6).injectNull(0.4))
                .as((name, text, email, administrator, zone, weekStart) -> new Person(
                        UUID.randomUUID(),
                        ALIAS,
                        1,
                        name.get(0),
                        name.get(1),
                        email,
                        administrator,
                        text.get(0),
                        text.get(1),
                        text.get(2),
                        text.get(3),
                        text.get(4),
                        text.get(5),
                        text.get(6),
                        text.get(7),
                        zone,
                        weekStart,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        5));
    }

    static Arbitrary<Project> projects() {
        return Combinators.combine(
                        texts(20),
                        texts(20).injectNull(0.4),
                        Arbitraries.of("#00aaFF", "#123456").injectNull(0.4),
                        ids().list().ofMaxSize(3))
                .as((name, description, color, members) -> new Project(
                        UUID.randomUUID(),
                        ALIAS,
                        2,
                        "slug",
                        name,
                        description,
                        color,
                        FLAG,
                        members,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        6));
    }
}
