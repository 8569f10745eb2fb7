package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.tck.SourceFacts.as;
import static org.meetingsgateway.tck.SourceFacts.titled;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.SearchCall.SearchMeetings;
import org.meetingsgateway.call.SearchCall.SearchPeople;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Slice;

/** Facts about search. */
interface SearchFacts extends SourceFacts {
    private List<@Nullable String> found(SearchQuery query, Principal who) {
        return ask(new SearchMeetings(query, new Slice.Numbered(1, 10)), who).items().stream()
                .<@Nullable String>map(view -> view.meeting().title())
                .toList();
    }

    private static SearchQuery word(String text) {
        return new SearchQuery.Term(text, false);
    }

    @Test
    default void meetings_are_found_by_words_prefixes_phrases_and_what_they_do_not_say() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        create(titled("Budget planning").set(MeetingField.DESCRIPTION, "the next quarter"), ann);
        create(titled("Planning of the budget"), ann);
        assertThat(found(word("BUDGET"), ann)).containsExactly("Planning of the budget", "Budget planning");
        assertThat(found(new SearchQuery.Term("quart", true), ann)).containsExactly("Budget planning");
        assertThat(found(word("quart"), ann)).isEmpty();
        assertThat(found(new SearchQuery.Phrase("budget planning"), ann)).containsExactly("Budget planning");
        var without = new SearchQuery.All(List.of(word("budget"), new SearchQuery.Not(word("quarter"))));
        assertThat(found(without, ann)).containsExactly("Planning of the budget");
        assertThat(found(new SearchQuery.Any(List.of(word("quarter"), word("nothing"))), ann))
                .containsExactly("Budget planning");
    }

    @Test
    default void what_was_said_is_found_by_those_who_may_see_it() {
        var operator = newTenant();
        var ann = as(person("Ann", operator), operator);
        var bob = as(person("Bob", operator), operator);
        var meeting = create(titled("Sync"), ann);
        var said = new Segment("We ship on Friday", "Ann", 0.0, null, null, true);
        ask(new AppendSegments(SourceFacts.ref(meeting), List.of(said)), ann);
        assertThat(found(word("friday"), ann)).containsExactly("Sync");
        assertThat(found(word("friday"), bob)).isEmpty();
        assertThat(found(word("friday"), newTenant())).isEmpty();
    }

    @Test
    default void people_are_found_by_their_names() {
        var operator = newTenant();
        person("Ann", operator);
        person("Bob", operator);
        var page = ask(new SearchPeople(word("bob"), new Slice.Numbered(1, 10)), operator);
        assertThat(page.items()).extracting(Person::firstName).containsExactly("Bob");
        assertThat(page.total()).isEqualTo(1);
    }
}
