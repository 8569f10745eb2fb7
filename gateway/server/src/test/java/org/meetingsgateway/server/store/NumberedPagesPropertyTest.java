package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.ReportCall.ListReports;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.Slice;

/** A numbered page that begins where kept totals say is the page that skipping row by row gives, whatever was written. */
class NumberedPagesPropertyTest {
    private static final Instant FIRST = Instant.parse("2019-12-30T22:00:00Z");
    private static final int PEOPLE = 3;
    private static final int PROJECTS = 2;

    private static StoreFixture stores;

    @BeforeContainer
    static void start() {
        stores = new StoreFixture();
    }

    @AfterContainer
    static void stop() {
        stores.close();
    }

    /** A tenant with people, of whom some are members of some projects. */
    private static final class Tenant {
        private final UUID id = UUID.randomUUID();
        private final List<UUID> people = new ArrayList<>();
        private final List<UUID> projects = new ArrayList<>();
        private final List<UUID> meetings = new ArrayList<>();
        private final Random random;

        private Tenant(Random random) {
            this.random = random;
            run(
                    "INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)"
                            + " VALUES (?, ?, ?, 'Acme', 'UTC', 1, now(), now())",
                    id,
                    Ids.alias(FIRST),
                    "acme-" + id);
            for (int i = 0; i < PEOPLE; i++) {
                people.add(UUID.randomUUID());
                run(
                        "INSERT INTO person (tenant_id, id, alias, first_name, last_name, created_at, updated_at)"
                                + " VALUES (?, ?, ?, 'A', 'B', now(), now())",
                        id,
                        people.getLast(),
                        Ids.alias(FIRST));
            }
            for (int i = 0; i < PROJECTS; i++) {
                var project = UUID.randomUUID();
                projects.add(project);
                run(
                        "INSERT INTO project (tenant_id, id, alias, slug, name, open_to_all, created_at, updated_at)"
                                + " VALUES (?, ?, ?, ?, 'A project', ?, now(), now())",
                        id,
                        project,
                        Ids.alias(FIRST),
                        "project-" + i,
                        random.nextInt(4) == 0);
                for (var person : people) {
                    if (random.nextBoolean()) {
                        run(
                                "INSERT INTO project_member (tenant_id, project_id, person_id) VALUES (?, ?, ?)",
                                id,
                                project,
                                person);
                    }
                }
            }
        }

        private void write() {
            var meeting = meetings.isEmpty() ? null : meetings.get(random.nextInt(meetings.size()));
            switch (meeting == null ? 9 : random.nextInt(10)) {
                case 0 -> {
                    run("DELETE FROM meeting WHERE tenant_id = ? AND id = ?", id, meeting);
                    meetings.remove(meeting);
                }
                case 1 -> change(meeting, "privacy = ?", privacy());
                case 2 -> change(meeting, "owner_id = ?", person());
                case 3 -> change(meeting, "project_id = ?", project());
                case 4 -> change(meeting, "recording_url = ?", recording());
                case 5 -> change(meeting, "starts_at = ?", random.nextBoolean() ? moment() : null);
                case 6 -> change(meeting, "created_at = ?", moment());
                case 7 ->
                    run(
                            "INSERT INTO report (tenant_id, id, meeting_id, owner_id, template_name, template_code, status,"
                                    + " is_auto_generated, created_at, updated_at) SELECT tenant_id, ?, id, owner_id, 'Notes',"
                                    + " 'notes', 'completed', false, ?, now() FROM meeting WHERE tenant_id = ? AND id = ?",
                            UUID.randomUUID(),
                            moment(),
                            id,
                            meeting);
                default -> {
                    meetings.add(UUID.randomUUID());
                    run(
                            "INSERT INTO meeting (tenant_id, id, alias, slug, status, starts_at, privacy, tags, project_id,"
                                    + " owner_id, participants, participant_keys, shared_with, recording_url, agenda, minutes,"
                                    + " source_style, created_at, updated_at)"
                                    + " VALUES (?, ?, ?, ?, 'completed', ?, ?, '{}', ?, ?, '[]', '{}', ?, ?, '[]', '[]',"
                                    + " 'gateway', ?, now())",
                            id,
                            meetings.getLast(),
                            Ids.alias(FIRST),
                            "meeting",
                            random.nextInt(4) == 0 ? null : moment(),
                            privacy(),
                            project(),
                            person(),
                            random.nextInt(3) == 0 ? new UUID[] {person()} : new UUID[0],
                            recording(),
                            moment());
                }
            }
        }

        private void change(UUID meeting, String assignment, @Nullable Object value) {
            run("UPDATE meeting SET " + assignment + " WHERE tenant_id = ? AND id = ?", value, id, meeting);
        }

        /** Often the same, often on the same day, and near the ends of days, months and years. */
        private Instant moment() {
            return switch (random.nextInt(4)) {
                case 0 -> FIRST.plus(Duration.ofHours(random.nextInt(72)));
                case 1 -> FIRST.plus(Duration.ofDays(random.nextInt(90)));
                case 2 -> FIRST.plus(Duration.ofDays(365L * random.nextInt(5)));
                default -> FIRST.plus(Duration.ofSeconds(random.nextInt(100_000_000)));
            };
        }

        private String privacy() {
            return List.of("private", "project", "account", "public").get(random.nextInt(4));
        }

        private UUID person() {
            return people.get(random.nextInt(PEOPLE));
        }

        private @Nullable UUID project() {
            return random.nextInt(3) == 0 ? null : projects.get(random.nextInt(PROJECTS));
        }

        private @Nullable String recording() {
            return random.nextInt(4) == 0 ? null : "https://example.org/r.mp4";
        }

        private Principal of(UUID person, View view, @Nullable UUID project) {
            var all = new Principal(id, "acme", person, "k", Set.of(), view);
            return project == null ? all : all.within(project);
        }
    }

    @Property(tries = 12)
    void every_page_is_what_skipping_row_by_row_gives(@ForAll long seed) {
        var random = new Random(seed);
        var tenant = new Tenant(random);
        for (int i = random.nextInt(120); i >= 0; i--) {
            tenant.write();
        }
        for (var person : tenant.people) {
            var project = tenant.project();
            pages(MeetingQuery.all(Sort.NEWEST_FIRST), tenant.of(person, View.OWNED, null), random);
            pages(latestFirst(), tenant.of(person, View.READABLE, project), random);
            pages(latestFirst(), tenant.of(person, View.PERMITTED, project), random);
            var stretch =
                    MeetingQuery.occurring(tenant.project(), null, bound(tenant), bound(tenant), random.nextBoolean());
            pages(stretch, tenant.of(person, View.DISCLOSED, null), random);
            pages(stretch, tenant.of(person, View.READABLE, project), random);
            reports(tenant.of(person, View.OWNED, null), random);
        }
    }

    /** Days are UTC's, and a list of somebody's day in another time zone begins and ends within two of them. */
    @Example
    void a_list_that_begins_and_ends_within_days_has_the_same_pages() {
        var tenant = new Tenant(new Random(7));
        run(
                "INSERT INTO meeting (tenant_id, id, alias, slug, status, starts_at, privacy, tags, owner_id, participants,"
                        + " participant_keys, shared_with, agenda, minutes, source_style, created_at, updated_at)"
                        + " SELECT ?, gen_random_uuid(), lpad(g::text, 24, '0'), 'm', 'completed', ?::timestamptz + g * interval '3 hours',"
                        + " 'public', '{}', ?, '[]', '{}', '{}', '[]', '[]', 'gateway', now(), now() FROM generate_series(0, 23) g",
                tenant.id,
                FIRST,
                tenant.people.getFirst());
        var who = tenant.of(tenant.people.getLast(), View.DISCLOSED, null);
        var from = FIRST.plus(Duration.ofHours(10));
        var before = FIRST.plus(Duration.ofHours(58));
        for (boolean descending : new boolean[] {true, false}) {
            var query = MeetingQuery.occurring(null, null, from, before, descending);
            var all = all(query, who);
            assertThat(all).hasSize(16);
            for (int offset = 0; offset <= all.size() + 1; offset++) {
                page(query, who, new Slice.Offset(offset, 3), all);
            }
        }
    }

    private static MeetingQuery latestFirst() {
        return MeetingQuery.occurring(null, null, null, null, true);
    }

    private static @Nullable Instant bound(Tenant tenant) {
        return tenant.random.nextBoolean() ? null : tenant.moment();
    }

    private static List<UUID> all(MeetingQuery query, Principal who) {
        var filter = new MeetingFilter(query, who);
        var all = new Sql("SELECT m.id FROM meeting m");
        filter.where(all);
        return ids(filter.keyset().order(all));
    }

    private static void pages(MeetingQuery query, Principal who, Random random) {
        var expected = all(query, who);
        int size = 1 + random.nextInt(9);
        for (var slice : slices(size, expected.size(), random)) {
            page(query, who, slice, expected);
        }
    }

    private static void page(MeetingQuery query, Principal who, Slice.Counted slice, List<UUID> all) {
        var page = ask(new ListMeetings(query, slice, Set.of()), who);
        assertThat(page.items())
                .as("%s of %s for %s", slice, query, who)
                .extracting(view -> view.meeting().id())
                .isEqualTo(part(all, slice));
        assertThat(page.total()).isEqualTo(all.size());
    }

    private static void reports(Principal who, Random random) {
        var expected = ids(new Sql(
                "SELECT id FROM report WHERE tenant_id = ? AND owner_id = ? ORDER BY created_at DESC, id DESC",
                who.tenantId(),
                who.personId()));
        for (var slice : slices(1 + random.nextInt(4), expected.size(), random)) {
            var page = ask(new ListReports(null, slice), who);
            assertThat(page.items()).extracting(report -> report.id()).isEqualTo(part(expected, slice));
            assertThat(page.total()).isEqualTo(expected.size());
        }
    }

    /** Some pages from the first to behind the last, and some that begin anywhere. */
    private static List<Slice.Counted> slices(int size, int total, Random random) {
        var slices = new ArrayList<Slice.Counted>();
        int last = total / size + 1;
        for (int page : List.of(1, 2 + random.nextInt(last), last + 1)) {
            slices.add(new Slice.Numbered(page, size));
        }
        slices.add(new Slice.Numbered(last, size));
        slices.add(new Slice.Offset(random.nextInt(total + 3), size));
        return slices;
    }

    private static List<UUID> part(List<UUID> all, Slice.Counted slice) {
        int from = (int) Math.min(all.size(), slice.offset());
        return all.subList(from, Math.min(all.size(), from + slice.size()));
    }

    @Example
    void a_page_stays_as_it_is_while_what_comes_before_it_moves() {
        var tenant = new Tenant(new Random(7));
        var owner = tenant.people.getFirst();
        run(
                "INSERT INTO meeting (tenant_id, id, alias, slug, status, privacy, tags, owner_id, participants, participant_keys,"
                        + " shared_with, recording_url, agenda, minutes, source_style, created_at, updated_at)"
                        + " SELECT ?, gen_random_uuid(), lpad(g::text, 24, '0'), 'm', 'completed', 'private', '{}', ?, '[]', '{}', '{}',"
                        + " 'https://example.org/r.mp4', '[]', '[]', 'gateway', ?::timestamptz - g * interval '40 hours', now()"
                        + " FROM generate_series(1, 400) g",
                tenant.id,
                owner,
                FIRST);
        var query = MeetingQuery.all(Sort.NEWEST_FIRST);
        var who = tenant.of(owner, View.OWNED, null);
        var slice = new Slice.Numbered(5, 50);
        var expected = ask(new ListMeetings(query, slice, Set.of()), who);
        assertThat(expected.items()).hasSize(50);
        var before = ids(
                new Sql("SELECT id FROM meeting WHERE tenant_id = ? ORDER BY created_at DESC LIMIT 200", tenant.id));
        var writing = new ArrayList<Future<?>>();
        for (int i = 0; i < 300; i++) {
            writing.add(new Sql(
                            "UPDATE meeting SET created_at = ?::timestamptz - random() * 200 * interval '40 hours'"
                                    + " WHERE tenant_id = ? AND id = ?",
                            FIRST,
                            tenant.id,
                            before.get(i % before.size()))
                    .run(stores.store.client()));
        }
        var written = Future.all(writing);
        int read = 0;
        do {
            var page = ask(new ListMeetings(query, slice, Set.of()), who);
            assertThat(page.items()).isEqualTo(expected.items());
            assertThat(page.total()).isEqualTo(400);
            read++;
        } while (!written.isComplete() || read < 20);
        await(written);
    }

    private static List<UUID> ids(Sql sql) {
        var ids = new ArrayList<UUID>();
        await(sql.run(stores.store.client())).forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static void run(String sql, @Nullable Object... values) {
        await(new Sql(sql, values).run(stores.store.client()));
    }

    private static <A> A ask(Call<A> call, Principal who) {
        return await(stores.source.call(call, who));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
