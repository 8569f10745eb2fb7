package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.RunQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** The roles of saved queries in a cluster of their own, with owners of databases that may more or less. */
class QueryRolesTest {
    private static EmbeddedPostgres postgres;
    private static Database superuser;
    private static int databases;

    @BeforeAll
    static void start(@TempDir Path dir) throws IOException, SQLException {
        var data = DataDir.open(dir.resolve("data"));
        postgres = EmbeddedPostgres.start(data);
        var password = Files.readString(data.path().resolve("postgres-superuser-password"));
        superuser = as("postgres", password.strip(), "postgres");
        execute(superuser, "CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'p'", "CREATE ROLE plain LOGIN PASSWORD 'p'");
        Migrations.apply(postgres.database());
        QueryRoles.prepare(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static Database as(String user, String password, String name) {
        var there = postgres.database();
        return new Database(there.host(), there.port(), user, new Secret(password), name, there.sslMode());
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value());
    }

    private static void execute(Database database, String... statements) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Database migrated(String owner) throws SQLException {
        var database = as(owner, "p", "roles" + ++databases);
        execute(superuser, "CREATE DATABASE " + database.name() + " OWNER " + owner);
        Migrations.apply(database);
        return database;
    }

    /** As if nobody had ever made them: they keep what they may in other databases under other names. */
    @BeforeEach
    void nobody_has_made_the_roles() throws SQLException {
        execute(
                superuser,
                "ALTER ROLE gateway_views RENAME TO views_before_" + databases,
                "ALTER ROLE gateway_query RENAME TO query_before_" + databases);
        databases++;
    }

    @AfterEach
    void there_are_roles() throws SQLException {
        execute(superuser, """
                DO $$ BEGIN
                    IF to_regrole('gateway_views') IS NULL THEN CREATE ROLE gateway_views; END IF;
                    IF to_regrole('gateway_query') IS NULL THEN CREATE ROLE gateway_query; END IF;
                END $$""");
    }

    private static List<?> answer(Database database) {
        try (var store = new StoreFixture(database)) {
            var operator = store.tenant();
            var ann = store.person("Ann", operator);
            var project = Changes.of(ProjectField.class).set(ProjectField.NAME, "P");
            var who = StoreFixture.as(ann, operator)
                    .within(store.ask(new CreateProject(project.build()), operator)
                            .id());
            var query = Changes.of(QueryField.class)
                    .set(QueryField.NAME, "q")
                    .set(QueryField.SQL, "SELECT name FROM people");
            store.ask(new CreateQuery(query.build()), who);
            return store.ask(new RunQuery("q", Map.of(), false), who).rows();
        }
    }

    @Test
    void an_owner_who_may_create_roles_makes_them() throws SQLException {
        var database = migrated("maker");
        assertThat(QueryRoles.prepare(database)).isTrue();
        assertThat(QueryRoles.prepare(database)).isTrue();
        assertThat(answer(database)).isEqualTo(List.of(List.of("Ann Lee")));
    }

    @Test
    void an_owner_who_may_not_create_roles_has_no_saved_queries_and_everything_else() throws SQLException {
        var database = migrated("plain");
        assertThat(QueryRoles.prepare(database)).isFalse();
        assertThatThrownBy(() -> answer(database)).isInstanceOf(Problem.Unsupported.class);
    }

    @Test
    void what_the_warning_says_helps() throws SQLException {
        var database = migrated("plain");
        execute(
                superuser,
                "CREATE ROLE gateway_views NOLOGIN",
                "CREATE ROLE gateway_query NOLOGIN",
                "GRANT gateway_views, gateway_query TO plain");
        assertThat(QueryRoles.prepare(database)).isTrue();
        assertThat(answer(database)).isEqualTo(List.of(List.of("Ann Lee")));
    }

    @Test
    void several_gateways_on_two_databases_of_a_cluster_may_start_at_once() throws SQLException {
        var one = migrated("maker");
        var other = migrated("maker");
        var started = List.of(one, other, one, other).stream()
                .map(each -> CompletableFuture.supplyAsync(() -> QueryRoles.prepare(each)))
                .toList();
        assertThat(started).allMatch(CompletableFuture::join);
        assertThat(answer(one)).hasSize(1);
        assertThat(answer(other)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM public.meeting",
                "SELECT * FROM public.person",
                "SELECT * FROM public.saved_query",
                "SELECT * FROM public.query_result",
                "SELECT secret_hash FROM public.credential",
                "SELECT set_config('gateway.tenant', '', true)",
                "SELECT set_config('role', 'none', true)",
                "SELECT pg_sleep(1)",
                "SELECT pg_advisory_lock(1)",
                "SELECT lo_create(0)",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT query_to_xml('SELECT 1', true, true, '')",
                "CREATE TABLE query.x (a int)",
                "CREATE TEMPORARY TABLE x (a int)",
                "DELETE FROM query.meetings"
            })
    void the_role_itself_may_do_no_more_than_read_the_views(String sql) throws SQLException {
        try (var superior = connect(as(
                        "postgres",
                        superuser.password().value(),
                        postgres.database().name()));
                var statement = superior.createStatement()) {
            var role = "query_before_0";
            statement.execute("BEGIN READ ONLY");
            statement.execute("SET LOCAL ROLE " + role);
            statement.execute("SELECT count(*) FROM query.meetings");
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isIn("42501", "42P01", "25006"));
        }
    }
}
