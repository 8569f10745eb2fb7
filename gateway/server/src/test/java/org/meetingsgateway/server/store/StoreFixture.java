package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Principal.View;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.server.config.Database;

/** A store on a database of its own, for tests that go through its calls. */
public final class StoreFixture implements AutoCloseable {
    /** Every statement that was sent through the calls, in order. */
    final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();

    /** What was heard of new failures: kind and assignee. */
    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    final Clock clock = Clock.systemUTC();
    final Vertx vertx = Vertx.vertx();
    final SqlClient client;
    final Store store;
    final MeetingSource source;

    StoreFixture() {
        this(TestDatabase.create());
    }

    StoreFixture(Database database) {
        store = new Store(
                vertx,
                database,
                clock,
                (kind, assignee) -> heard.add(kind.code() + " "
                        + switch (assignee) {
                            case null -> "none";
                            case Assignee.User user -> "user";
                            case Assignee.Role role -> "role";
                        }));
        client = recording(store.client());
        source = store.on(client);
    }

    private SqlClient recording(SqlClient client) {
        return (SqlClient) Proxy.newProxyInstance(
                StoreFixture.class.getClassLoader(), new Class<?>[] {SqlClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("preparedQuery")) {
                        statements.add((String) arguments[0]);
                    }
                    return method.invoke(client, arguments);
                });
    }

    static void namesItsTenantForEveryTable(Collection<String> statements) {
        assertThat(statements).allSatisfy(sql -> {
            var tables = Pattern.compile(
                            "(?:FROM|JOIN|UPDATE|INTO) (?:meeting|person|project|project_member|segment|report|action_item|owner_total|owner_period_total|meeting_total|failure|assignment_rule)\\b")
                    .matcher(sql)
                    .results()
                    .count();
            var tenants = Pattern.compile("tenant_id").matcher(sql).results().count();
            assertThat(tenants).as(sql).isGreaterThanOrEqualTo(tables);
        });
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    <A> A ask(Call<A> call, Principal who) {
        return await(source.call(call, who));
    }

    /** An operator of a new tenant. */
    Principal tenant() {
        var id = Ids.next();
        await(new Sql(
                        "INSERT INTO tenant (id, alias, slug, name, timezone, week_start, created_at, updated_at)"
                                + " VALUES (?, ?, ?, 'Acme', 'UTC', 1, now(), now())",
                        id,
                        Ids.alias(Instant.now()),
                        "acme-" + id)
                .run(store.client()));
        return new Principal(id, "acme", null, "admin", Set.of(), View.TENANT);
    }

    Person person(String name, Principal operator) {
        return ask(
                new CreatePerson(Changes.of(PersonField.class)
                        .set(PersonField.FIRST_NAME, name)
                        .set(PersonField.LAST_NAME, "Lee")
                        .build()),
                operator);
    }

    static Principal as(Person person, Principal operator) {
        return new Principal(operator.tenantId(), operator.tenant(), person.id(), "k", Set.of(), View.PERMITTED);
    }

    /** A meeting of {@code owner} with these minutes. */
    Meeting meeting(List<MinuteItem> minutes, Principal owner) {
        return ask(
                        new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.TITLE, "M")
                                .set(MeetingField.MINUTES, minutes)
                                .build()),
                        owner)
                .meeting();
    }

    /** More meetings than one would make one by one, all of them shared with somebody. */
    public static void meetings(SqlClient client, UUID tenant, UUID owner, UUID sharedWith, int number) {
        await(new Sql(
                        "INSERT INTO meeting (tenant_id, id, alias, slug, status, privacy, tags, owner_id, participants,"
                                + " participant_keys, shared_with, agenda, minutes, source_style, created_at, updated_at)"
                                + " SELECT ?, gen_random_uuid(), 'a' || i, 'm' || i, 'completed', 'private', '{}', ?, '[]', '{}',"
                                + " ARRAY[?]::uuid[], '[]', '[]', 'gateway', now(), now() FROM generate_series(1, ?::int) i",
                        tenant,
                        owner,
                        sharedWith,
                        number)
                .run(client));
    }

    static MeetingRef ref(Meeting meeting) {
        return new MeetingRef(meeting.id().toString());
    }

    static MinuteItem item(String id, MinuteItem.Type type, String title, MinuteItem... children) {
        return new MinuteItem(id, title, null, type, List.of(), null, List.of(), List.of(children));
    }

    static MinuteItem action(String id, String title, List<UUID> assignees, MinuteItem... children) {
        return new MinuteItem(id, title, null, MinuteItem.Type.ACTION, List.of(), null, assignees, List.of(children));
    }

    @Override
    public void close() {
        namesItsTenantForEveryTable(Set.copyOf(statements));
        await(store.close());
        await(vertx.close());
    }
}
