package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.metrics.Metrics;

/** A mirror ends as what it mirrors, whatever happens on the way. */
class MirrorRunTest {
    private static final Metrics METRICS = new Metrics();
    private static final Duration POLL = Duration.ofSeconds(60);

    private RemoteAccount account = new RemoteAccount();
    private Instant now = Instant.parse("2026-02-01T00:00:00Z");
    private final NoWrites writes = new NoWrites();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private MemoryMirror mirror = new MemoryMirror(account, () -> now);

    /** All tries of a property share an instance. */
    @BeforeTry
    void anew() {
        account = new RemoteAccount();
        now = Instant.parse("2026-02-01T00:00:00Z");
        mirror = new MemoryMirror(account, () -> now);
    }

    private Future<Void> run() {
        var open = new Accounts.Open(account, new Quota(60, 60));
        return new Run(
                        mirror.job(POLL),
                        open,
                        mirror,
                        writes,
                        METRICS.sync("test", Mirror.Outcome.CODES),
                        new Backoff(POLL, () -> 0),
                        clock)
                .run();
    }

    private void runAfter(Duration time) {
        now = now.plus(time);
        assertThat(run().succeeded()).isTrue();
    }

    private List<String> created(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> account.create("Text " + i))
                .toList();
    }

    private void retitle(String id, String title) {
        account.meetings.computeIfPresent(id, (same, old) -> new RemoteAccount.Stored(title, old.text()));
    }

    /** Its page does not show it. */
    private void finish(String id) {
        account.meetings.computeIfPresent(
                id, (same, old) -> old.text() == null ? new RemoteAccount.Stored(old.title(), "Late") : old);
    }

    @Example
    void a_first_load_brings_all_and_a_poll_without_news_reads_one_page() {
        created(10);
        runAfter(Duration.ZERO);
        assertThat(mirror.meetings).isEqualTo(account.told());

        account.calls = 0;
        runAfter(POLL);
        assertThat(account.calls).isEqualTo(1);
    }

    @Example
    void what_is_new_comes_with_the_next_poll_and_an_old_change_with_a_complete_pass() {
        var ids = created(10);
        runAfter(Duration.ZERO);
        created(5);
        retitle(ids.getFirst(), "Old");
        runAfter(POLL);
        assertThat(mirror.meetings).hasSize(15);

        runAfter(POLL.multipliedBy(10));
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void what_is_new_on_a_later_page_comes_with_the_next_poll_too_where_the_account_counts_it() {
        created(10);
        runAfter(Duration.ZERO);
        var last = account.createLast();
        runAfter(POLL);
        assertThat(mirror.meetings).containsKey(last);
        assertThat(mirror.caughtUp).isEqualTo(now);
    }

    @Example
    void what_is_lacking_is_looked_for_in_a_part_of_a_poll_and_nobody_says_before_that_all_is_here() {
        created(10);
        runAfter(Duration.ZERO);
        var complete = mirror.caughtUp;
        var last = account.createLast();
        account.onCall = () -> now = now.plus(POLL.dividedBy(Rotation.PART));
        account.calls = 0;
        runAfter(POLL);
        assertThat(account.calls).isEqualTo(1);
        assertThat(mirror.meetings).doesNotContainKey(last);
        assertThat(mirror.caughtUp).isEqualTo(complete);

        runAfter(POLL.multipliedBy(10));
        assertThat(mirror.meetings).containsKey(last);
        assertThat(mirror.caughtUp).isAfter(complete);
    }

    @Example
    void what_is_new_is_seen_while_a_complete_pass_takes_longer_than_a_poll() {
        created(20);
        runAfter(Duration.ZERO);
        account.calls = 0;
        account.events.put(2, () -> {
            account.create("Text");
            return null;
        });
        account.onCall = () -> {
            now = now.plus(POLL);
            if (account.calls == 6) {
                assertThat(mirror.meetings).as("in the midst of the pass").hasSize(21);
                assertThat(mirror.caughtUp).isAfter(mirror.begun());
            }
        };
        runAfter(POLL.multipliedBy(10));
        assertThat(account.calls).isGreaterThan(6);
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void a_crash_goes_on_at_the_page_where_it_was() {
        created(9);
        mirror.writesToCrash = 8; // begin, three meetings and a page, three meetings, and not that page
        assertThat(run().cause()).isInstanceOf(Lost.class);
        assertThat(mirror.meetings).hasSize(6);

        account.asked.clear();
        account.calls = 0;
        runAfter(POLL);
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(account.asked).hasSize(3);
        assertThat(account.calls).isEqualTo(5);
    }

    @Example
    void meetings_that_move_between_pages_are_not_lost_and_not_believed_to_be_deleted() {
        var ids = created(9);
        account.events.put(4, () -> {
            account.meetings.remove(ids.getLast()); // what follows moves up, onto the page that was read
            return null;
        });
        runAfter(Duration.ZERO);
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(mirror.issues).isEmpty();
    }

    @Example
    void what_comes_while_the_pages_are_read_is_on_the_first_ones_and_costs_no_other_pass() {
        created(9);
        account.events.put(4, () -> {
            account.create("New"); // what follows moves down
            return null;
        });
        runAfter(Duration.ZERO);
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(mirror.issues).isEmpty();
        assertThat(account.calls)
                .as("ten meetings, four pages, and two of them again")
                .isEqualTo(16);
        assertThat(mirror.nextPollAt).isEqualTo(now.plus(POLL));
    }

    @Example
    void a_page_that_cannot_be_read_does_not_hide_what_is_new() {
        created(9);
        account.broken = "6";
        runAfter(Duration.ZERO);
        assertThat(mirror.meetings).hasSize(6);
        var latest = account.create("New");
        runAfter(POLL);
        assertThat(mirror.meetings).containsKey(latest);
        assertThat(mirror.issues).containsExactly(Issue.UNWELL);

        account.broken = null;
        runAfter(POLL.multipliedBy(2));
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(mirror.issues).isEmpty();
    }

    @Example
    void pages_without_an_end_end() {
        created(5);
        account.isEndless = true;
        runAfter(Duration.ZERO);
        assertThat(mirror.issues).containsExactly(Issue.CURSOR_LOOP);

        account.isEndless = false;
        runAfter(POLL);
        assertThat(mirror.issues).isEmpty();
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void a_late_text_is_asked_for_less_and_less_often_until_it_comes() {
        var late = account.create(null);
        runAfter(Duration.ZERO);
        account.asked.clear();
        for (int polls = 1; polls <= 20; polls++) {
            runAfter(POLL);
        }
        assertThat(account.asked).hasSize(4); // after 1, 3, 7 and 15 polls

        finish(late);
        runAfter(POLL.multipliedBy(60));
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void many_late_texts_keep_no_run_from_its_end() {
        var late = IntStream.range(0, 30).mapToObj(i -> account.create(null)).toList();
        runAfter(Duration.ZERO);
        account.onCall = () -> now = now.plus(POLL.dividedBy(10));
        var looked = new HashSet<String>();
        for (int runs = 0; runs < 8; runs++) {
            account.asked.clear();
            runAfter(POLL);
            assertThat(account.asked).as("a poll is over then").hasSizeLessThanOrEqualTo(11);
            looked.addAll(account.asked);
        }
        assertThat(looked).containsAll(late);
    }

    @Example
    void what_no_page_shows_is_found_when_a_meeting_has_its_turn_and_each_has_one() {
        var ids = created(50);
        runAfter(Duration.ZERO);
        ids.forEach(id -> account.meetings.computeIfPresent(
                id, (same, old) -> new RemoteAccount.Stored(old.title(), "Corrected")));
        account.onCall = () -> now = now.plusSeconds(1); // as the quota has it
        runAfter(POLL.multipliedBy(9));
        assertThat(mirror.meetings).isNotEqualTo(account.told());
        now = now.plus(POLL.multipliedBy(10));
        int runs = 0;
        for (; !mirror.meetings.equals(account.told()); runs++) {
            account.asked.clear();
            runAfter(POLL);
            assertThat(account.asked)
                    .as("a quarter of what is left of the minute")
                    .hasSizeBetween(1, 15);
        }
        assertThat(runs).isBetween(4, 6);
    }

    @Example
    void a_meeting_is_looked_at_in_every_run_however_little_time_there_is() {
        created(3);
        runAfter(Duration.ZERO);
        account.onCall = () -> now = now.plus(POLL);
        now = now.plus(POLL.multipliedBy(20));
        account.asked.clear();
        runAfter(POLL);
        assertThat(account.asked).hasSize(1);
    }

    @Example
    void what_lists_show_whole_is_not_asked_for_again() {
        account.isListedWhole = true;
        created(3);
        runAfter(Duration.ZERO);
        runAfter(POLL.multipliedBy(100));
        assertThat(account.asked).isEmpty();
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void a_resync_reads_all_again() {
        var ids = created(7);
        runAfter(Duration.ZERO);
        account.asked.clear();
        now = now.plusSeconds(1);
        mirror.resync();
        runAfter(POLL);
        assertThat(account.asked).containsExactlyInAnyOrderElementsOf(ids);
        runAfter(POLL);
        assertThat(account.asked).hasSize(7);
    }

    @Example
    void a_meeting_that_is_refused_is_an_issue_of_its_own_and_many_are_one_of_the_account() {
        var ids = created(7);
        account.events.put(2, () -> new RemoteFailure.Refused("It is private", 403, null));
        runAfter(Duration.ZERO);
        assertThat(mirror.meetings).hasSize(6);
        assertThat(mirror.issues).containsExactly(Issue.ITEM_FAILED);
        runAfter(POLL.multipliedBy(2));
        assertThat(mirror.meetings.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(mirror.issues).isEmpty();

        created(3);
        for (int i = 1; i <= 3; i++) {
            account.events.put(account.calls + i, () -> new RemoteFailure.Refused("It is private", 403, null));
        }
        runAfter(POLL);
        assertThat(mirror.issues).containsExactlyInAnyOrder(Issue.ITEM_FAILED, Issue.REFUSED);
    }

    @Example
    void one_that_vanished_and_cannot_be_asked_for_stays_and_hides_no_other() {
        var ids = created(5);
        runAfter(Duration.ZERO);
        account.meetings.keySet().removeAll(ids.subList(1, 3));
        account.events.put(account.calls + 1, () -> new RemoteFailure.Refused("It is private", 403, null));
        runAfter(POLL.multipliedBy(10));
        assertThat(mirror.meetings).hasSize(4);
        assertThat(mirror.issues).containsExactly(Issue.ITEM_FAILED);
        runAfter(POLL.multipliedBy(10));
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(mirror.issues).isEmpty();
    }

    @Example
    void an_account_that_fails_is_asked_less_and_less_often_and_one_that_works_as_before() {
        created(1);
        account.always = new RemoteFailure.Unwell("It is away", null, "forbidden_address");
        for (int minutes : List.of(1, 2, 4, 8, 10, 10)) {
            runAfter(Duration.ZERO);
            assertThat(Duration.between(now, mirror.nextPollAt)).isEqualTo(Duration.ofMinutes(minutes));
        }
        assertThat(mirror.issues).containsExactly(Issue.ADDRESS_REFUSED);
        account.always = null;
        runAfter(Duration.ofMinutes(10));
        assertThat(Duration.between(now, mirror.nextPollAt)).isEqualTo(POLL);
        account.always = new RemoteFailure.Unreadable("It is no JSON", 200);
        runAfter(POLL);
        assertThat(Duration.between(now, mirror.nextPollAt)).isEqualTo(POLL);
    }

    @Example
    void a_meeting_that_cannot_be_read_does_not_hide_the_others() {
        var ids = created(7);
        account.unreadable.add(ids.get(3));
        runAfter(Duration.ZERO);
        assertThat(mirror.meetings).hasSize(6);
        assertThat(mirror.issues).containsExactly(Issue.ITEM_FAILED);

        account.unreadable.clear();
        runAfter(POLL.multipliedBy(10));
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(mirror.issues).isEmpty();
    }

    @Example
    void a_deletion_is_found_by_a_complete_pass() {
        var ids = created(5);
        runAfter(Duration.ZERO);
        account.meetings.remove(ids.get(2));
        runAfter(POLL.multipliedBy(10));
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void when_much_vanishes_at_once_the_operator_decides() {
        var ids = created(30);
        runAfter(Duration.ZERO);
        ids.subList(0, 11).forEach(account.meetings::remove);
        runAfter(POLL.multipliedBy(30));
        assertThat(mirror.meetings).hasSize(30);
        assertThat(mirror.issues).containsExactly(Issue.MASS_DELETION);
        assertThat(writes.looks().getLast())
                .as("what is missing may be there, what was just written too")
                .isEmpty();

        mirror.decide(false);
        runAfter(POLL.multipliedBy(30));
        assertThat(writes.looks().getLast()).isPresent();
        assertThat(mirror.meetings).hasSize(30);
        assertThat(mirror.issues).isEmpty();

        mirror.decide(true);
        runAfter(POLL);
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Example
    void a_failure_of_the_whole_stops_the_run_is_told_and_is_over_when_it_goes_well() {
        created(5);
        account.events.put(2, () -> new RemoteFailure.Unauthorized(401, null));
        runAfter(Duration.ZERO);
        assertThat(mirror.issues).containsExactly(Issue.CREDENTIAL_REFUSED);
        assertThat(mirror.nextPollAt).isEqualTo(now.plus(Duration.ofMinutes(10)));

        account.events.put(account.calls, () -> new RemoteFailure.Limited(Duration.ofSeconds(7), 429, null));
        runAfter(POLL);
        assertThat(mirror.issues).contains(Issue.QUOTA_SPENT);
        assertThat(mirror.nextPollAt).isEqualTo(now.plusSeconds(7));

        runAfter(POLL);
        assertThat(mirror.issues).isEmpty();
        assertThat(mirror.meetings).isEqualTo(account.told());
    }

    @Property(tries = 3000)
    void it_ends_as_the_account_is(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int steps) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        for (int step = 0; step < steps; step++) {
            for (int change = random.nextInt(8); change > 0; change--) {
                change(random);
            }
            for (int event = random.nextInt(4); event > 0; event--) {
                account.events.put(account.calls + random.nextInt(25), () -> event(random));
            }
            mirror.writesToCrash = random.nextInt(3) == 0 ? random.nextInt(25) : -1;
            now = now.plus(POLL.multipliedBy(random.nextInt(1, 12)));
            run();
        }
        account.events.clear();
        mirror.writesToCrash = -1;
        runAfter(POLL.multipliedBy(100));
        runAfter(POLL.multipliedBy(100));
        if (mirror.issues.contains(Issue.MASS_DELETION)) {
            mirror.decide(true);
            runAfter(POLL);
        }
        assertThat(mirror.meetings).isEqualTo(account.told());
        assertThat(mirror.issues).isEmpty();
    }

    private RemoteFailure event(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> new RemoteFailure.Unwell("It is away", null, null);
            case 1 -> new RemoteFailure.Unwell("It fails", 500, null);
            case 2 -> new RemoteFailure.Unreadable("A page is cut off", 200);
            case 3 -> new RemoteFailure.Limited(Duration.ofSeconds(1), 429, null);
            default -> {
                change(random);
                yield null;
            }
        };
    }

    private void change(RandomGenerator random) {
        var ids = List.copyOf(account.meetings.keySet());
        if (ids.isEmpty() || random.nextInt(3) > 0) {
            account.create(random.nextBoolean() ? "Text" : null);
            return;
        }
        var id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(3)) {
            case 0 -> account.meetings.remove(id);
            case 1 -> retitle(id, "Title " + random.nextInt(100));
            default -> finish(id);
        }
    }
}
