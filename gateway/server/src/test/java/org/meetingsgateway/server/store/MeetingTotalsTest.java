package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;

/** The totals that the database keeps are what counting gives, whatever was written. */
class MeetingTotalsTest {
    private static final Instant FIRST = Instant.parse("2011-01-30T00:00:00Z");
    private static final int DAYS = 130;

    /** Makes a meeting one in which there is something to read. */
    private static final MinuteItem NOTE =
            new MinuteItem("a", "Agreed", null, MinuteItem.Type.NOTE, List.of(), null, List.of(), List.of());

    private static Vertx vertx;
    private static Store store;
    private static MeetingSource source;

    private final Random random = new Random(20110620);
    private final UUID tenant = UUID.randomUUID();
    private final Principal operator = new Principal(tenant, "acme", null, "admin", Set.of(), View.TENANT);
    private final List<UUID> people = new ArrayList<>();
    private final List<UUID> projects = new ArrayList<>();
    private final List<UUID> meetings = new ArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        store = new Store(vertx, TestDatabase.create(), Clock.systemUTC(), (kind, assignee) -> {});
        source = store.source();
    }

    @AfterAll
    static void stop() {
        await(store.close());
        await(vertx.close());
    }

    @BeforeEach
    void some_meetings() {
        await(new Sql(
                        "INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)"
                                + " VALUES (?, ?, ?, 'Acme', 'UTC', 1, now(), now())",
                        tenant,
                        Ids.alias(FIRST),
                        "acme-" + tenant)
                .run(store.client()));
        for (int i = 0; i < 4; i++) {
            people.add(ask(new CreatePerson(person(i)), operator).id());
        }
        for (int i = 0; i < 3; i++) {
            projects.add(ask(new CreateProject(project()), operator).id());
        }
        for (int i = 0; i < 50; i++) {
            meetings.add(ask(new CreateMeeting(meeting()), operator).meeting().id());
        }
        totals_are_right();
    }

    @Test
    void kept_totals_are_what_counting_gives() {
        for (int i = 0; i < 40; i++) {
            var changed = ref(one(meetings));
            ask(new UpdateMeeting(changed, null, random.nextBoolean() ? meeting() : restart()), operator);
        }
        for (int i = 0; i < 10; i++) {
            ask(new DeleteMeeting(ref(meetings.remove(random.nextInt(meetings.size()))), null), operator);
        }
        totals_are_right();
        for (var project : projects) {
            ask(new UpdateProject(project.toString(), null, project()), operator);
        }
        totals_are_right();
    }

    @Test
    void a_person_who_is_gone_is_nobodys_guest() {
        var leaver = ask(new CreatePerson(person(9)), operator).id();
        var shared = Changes.of(MeetingField.class)
                .set(MeetingField.PRIVACY, Privacy.PRIVATE)
                .set(MeetingField.OWNER_ID, people.getFirst())
                .set(MeetingField.SHARED_WITH, List.of(leaver))
                .build();
        ask(new CreateMeeting(shared), operator);
        ask(new DeletePerson(leaver.toString(), null), operator);
        totals_are_right();
        assertThat(await(new Sql(
                                        "SELECT coalesce(sum(total), 0)::bigint FROM meeting_total WHERE tenant_id = ? AND person_id = ?",
                                        tenant,
                                        leaver)
                                .run(store.client()))
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    private void totals_are_right() {
        for (var person : people) {
            var who = new Principal(tenant, "acme", person, "k", Set.of(), View.PERMITTED);
            for (int i = 0; i < 10; i++) {
                var project = random.nextInt(3) == 0 ? one(projects) : null;
                var query = MeetingQuery.occurring(project, null, bound(), bound(), random.nextBoolean());
                assertThat(total(query, who)).as(query.toString()).isEqualTo(counted(query, who));
            }
        }
        var kept = "SELECT owner_id, sum(total)::bigint FROM owner_total"
                + " WHERE tenant_id = ? AND kind = 'meetings' GROUP BY 1 HAVING sum(total) <> 0";
        assertThat(byOwner(kept))
                .isEqualTo(
                        byOwner("SELECT owner_id, count(*) FROM meeting WHERE tenant_id = ? AND readable GROUP BY 1"));
    }

    private Map<UUID, Long> byOwner(String sql) {
        var totals = new HashMap<UUID, Long>();
        await(new Sql(sql, tenant).run(store.client())).forEach(row -> totals.put(row.getUUID(0), row.getLong(1)));
        return totals;
    }

    /** Null, the beginning of a day, or any moment. */
    private @Nullable Instant bound() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> FIRST.plusSeconds(86_400L * random.nextInt(DAYS));
            default -> FIRST.plusSeconds(random.nextInt(86_400 * DAYS));
        };
    }

    private long total(MeetingQuery query, Principal who) {
        return ask(new ListMeetings(query, new Slice.Numbered(1, 1), Set.of()), who)
                .total();
    }

    private long counted(MeetingQuery query, Principal who) {
        return ask(new ListMeetings(query, new Slice.After(null, 1000), Set.of()), who)
                .items()
                .size();
    }

    private Changes<MeetingField> meeting() {
        return Changes.of(MeetingField.class)
                .set(MeetingField.PRIVACY, Privacy.values()[random.nextInt(4)])
                .set(MeetingField.OWNER_ID, one(people))
                .set(
                        MeetingField.SHARED_WITH,
                        people.stream().filter(p -> random.nextInt(4) == 0).toList())
                .set(MeetingField.PROJECT_ID, random.nextInt(3) == 0 ? null : one(projects))
                .set(MeetingField.STARTS_AT, bound())
                .set(MeetingField.MINUTES, random.nextInt(3) == 0 ? List.of(NOTE) : List.of())
                .build();
    }

    private Changes<MeetingField> restart() {
        return Changes.of(MeetingField.class)
                .set(MeetingField.STARTS_AT, bound())
                .build();
    }

    /** Open to all, or not. */
    private Changes<ProjectField> project() {
        return Changes.of(ProjectField.class)
                .set(ProjectField.NAME, "A project")
                .set(
                        ProjectField.MEMBER_IDS,
                        people.stream().filter(p -> random.nextInt(3) == 0).toList())
                .build();
    }

    private static Changes<PersonField> person(int number) {
        return Changes.of(PersonField.class)
                .set(PersonField.FIRST_NAME, "Person")
                .set(PersonField.LAST_NAME, String.valueOf(number))
                .build();
    }

    private UUID one(List<UUID> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static MeetingRef ref(UUID id) {
        return new MeetingRef(id.toString());
    }

    private static <A> A ask(Call<A> call, Principal who) {
        return await(source.call(call, who));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
