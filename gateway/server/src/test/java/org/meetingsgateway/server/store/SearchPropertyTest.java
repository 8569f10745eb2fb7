package org.meetingsgateway.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.Slice;

/** What the database finds is what one finds who reads everything. */
class SearchPropertyTest {
    private static final List<String> WORDS = List.of(
            "alpha", "Alphabet", "beta", "BETAMAX", "gamma", "Дельта", "x1", "2026", "foo-bar", "a@b.example", "—");

    /** The texts of a meeting itself, and its segments, each split into words. */
    private record Doc(UUID id, boolean visible, List<List<String>> texts, List<List<String>> segments) {}

    private static StoreFixture fixture;
    private static Principal reader;
    private static final List<Doc> DOCS = new ArrayList<>();

    @BeforeContainer
    static void fill() {
        fixture = new StoreFixture();
        var operator = fixture.tenant();
        var ann = as(fixture.person("Ann", operator), operator);
        reader = as(fixture.person("Bob", operator), operator);
        var random = new Random(3);
        for (int i = 0; i < 40; i++) {
            var texts = IntStream.range(0, 9).mapToObj(n -> text(random)).toList();
            var segments = IntStream.range(0, random.nextInt(4))
                    .mapToObj(n -> text(random))
                    .toList();
            boolean visible = random.nextInt(4) > 0;
            var item = new MinuteItem(
                    "b", texts.get(7), texts.get(8), MinuteItem.Type.NOTE, List.of(), null, List.of(), List.of());
            var meeting = Changes.of(MeetingField.class)
                    .set(MeetingField.TITLE, texts.get(0))
                    .set(MeetingField.DESCRIPTION, texts.get(1))
                    .set(MeetingField.LOCATION, texts.get(2))
                    .set(MeetingField.TAGS, List.of(texts.get(3)))
                    .set(MeetingField.PARTICIPANTS, List.of(new Participant(null, texts.get(4), null, null)))
                    .set(MeetingField.PRIVACY, visible ? Privacy.ACCOUNT : Privacy.PRIVATE)
                    .build();
            var created = fixture.ask(new CreateMeeting(meeting), ann).meeting();
            var written = Changes.of(MeetingField.class)
                    .set(MeetingField.SUMMARY, texts.get(5))
                    .set(
                            MeetingField.AGENDA,
                            List.of(new MinuteItem(
                                    "a",
                                    texts.get(6),
                                    null,
                                    MinuteItem.Type.NOTE,
                                    List.of(),
                                    null,
                                    List.of(),
                                    List.of(item))))
                    .build();
            fixture.ask(new UpdateMeeting(ref(created), null, written), ann);
            var said = segments.stream()
                    .filter(text -> !text.isBlank())
                    .map(text -> StoreTest.said(text, null, null, null))
                    .toList();
            if (!said.isEmpty()) {
                fixture.ask(new AppendSegments(ref(created), said), ann);
            }
            DOCS.addFirst(new Doc(created.id(), visible, words(texts), words(segments)));
        }
    }

    @AfterContainer
    static void stop() {
        fixture.close();
        DOCS.clear();
    }

    private static String text(Random random) {
        var words = new ArrayList<String>();
        for (int n = random.nextInt(4); n > 0; n--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(random.nextBoolean() ? " " : "/", words);
    }

    private static List<List<String>> words(List<String> texts) {
        return texts.stream().map(SearchPropertyTest::words).toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Property(tries = 300)
    void what_is_found_is_what_reading_everything_finds(@ForAll("queries") SearchQuery query) {
        var expected = DOCS.stream()
                .filter(Doc::visible)
                .filter(doc -> matches(query, doc))
                .map(Doc::id)
                .toList();
        var found = fixture.ask(new SearchMeetings(query, new Slice.Numbered(1, 100)), reader);
        assertThat(found.items()).extracting(v -> v.meeting().id()).containsExactlyElementsOf(expected);
        assertThat(found.total()).isEqualTo(expected.size());
    }

    /** Texts that were written before V18 have their words from what it replaced. */
    @Property(tries = 500)
    void words_are_those_of_a_text_in_which_every_separator_is_one_space(
            @ForAll @StringLength(max = 60) String any,
            @ForAll
                    @StringLength(max = 60)
                    @Chars({'a', 'Z', '1', ' ', '.', '-', '@', '/', '\'', '_', '\t', '\n', 'é', '—'})
                    String text) {
        for (var each : List.of(new String(any.replace("\0", "").getBytes(UTF_8), UTF_8), text)) {
            var row = StoreFixture.await(new Sql(
                                    "SELECT search_words(t)::text, to_tsvector('pg_catalog.simple',"
                                            + " regexp_replace(t, '[^[:alnum:]]+', ' ', 'g'))::text FROM (SELECT ?::text AS t) x",
                                    each)
                            .run(fixture.store.client()))
                    .iterator()
                    .next();
            assertThat(row.getString(0)).isEqualTo(row.getString(1));
        }
    }

    private static boolean matches(SearchQuery query, Doc doc) {
        return switch (query) {
            case SearchQuery.Everything e -> true;
            case SearchQuery.Not n -> !matches(n.part(), doc);
            case SearchQuery.All a -> a.parts().stream().allMatch(part -> matches(part, doc));
            case SearchQuery.Any a -> a.parts().stream().anyMatch(part -> matches(part, doc));
            case SearchQuery.Phrase p -> {
                var words = words(p.text());
                yield !words.isEmpty() && all(doc).anyMatch(text -> Collections.indexOfSubList(text, words) >= 0);
            }
            case SearchQuery.Term t -> {
                var own = doc.texts().stream().flatMap(List::stream).toList();
                yield has(own, t) || doc.segments().stream().anyMatch(segment -> has(segment, t));
            }
        };
    }

    private static java.util.stream.Stream<List<String>> all(Doc doc) {
        return java.util.stream.Stream.concat(doc.texts().stream(), doc.segments().stream());
    }

    private static boolean has(List<String> text, SearchQuery.Term term) {
        var words = words(term.text());
        return !words.isEmpty()
                && words.subList(0, words.size() - 1).stream().allMatch(text::contains)
                && text.stream()
                        .anyMatch(word ->
                                term.prefix() ? word.startsWith(words.getLast()) : word.equals(words.getLast()));
    }

    @Provide
    Arbitrary<SearchQuery> queries() {
        return queries(3);
    }

    private static Arbitrary<SearchQuery> queries(int depth) {
        var word = Arbitraries.oneOf(
                Arbitraries.of(WORDS), Arbitraries.of("alph", "bet", "ДЕЛЬ", "foo", "bar", "b", "", "'", "x\\:*&|!("));
        Arbitrary<SearchQuery> term =
                Combinators.combine(word, Arbitraries.of(true, false)).as(SearchQuery.Term::new);
        Arbitrary<SearchQuery> phrase =
                Combinators.combine(word, word).as((a, b) -> new SearchQuery.Phrase(a + " " + b));
        var leaf = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, term),
                net.jqwik.api.Tuple.of(3, phrase),
                net.jqwik.api.Tuple.of(1, Arbitraries.just((SearchQuery) new SearchQuery.Everything())));
        if (depth == 0) {
            return leaf;
        }
        var part = queries(depth - 1);
        var parts = part.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, leaf),
                net.jqwik.api.Tuple.of(2, parts.map(p -> (SearchQuery) new SearchQuery.All(p))),
                net.jqwik.api.Tuple.of(2, parts.map(p -> (SearchQuery) new SearchQuery.Any(p))),
                net.jqwik.api.Tuple.of(1, part.map(p -> (SearchQuery) new SearchQuery.Not(p))));
    }
}
