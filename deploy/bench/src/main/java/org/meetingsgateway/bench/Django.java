package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Django REST framework with recordings that have their whole transcript in the row, in a schema of its own in the same
 * database: two workers, connections that are kept.
 */
final class Django {
    static final String NAME = "Django REST framework";

    private static final String SETTINGS = "BENCH_DRF";
    private static final String PYTHON = "/usr/bin/python3";

    private final Program program;
    private final JsonObject ids;

    private Django(Program program, JsonObject ids) {
        this.program = program;
        this.ids = ids;
    }

    /** Why it is left out, and what brings it; null where it can be started. */
    static @Nullable String missing() throws IOException, InterruptedException {
        return Program.find("gunicorn").isPresent()
                        && run(List.of(PYTHON, "-c", "import rest_framework, psycopg2"), "{}")
                                        .status()
                                == 0
                ? null
                : NAME + " is left out, because it is not installed: apt-get install --no-install-recommends"
                        + " gunicorn python3-djangorestframework python3-psycopg2";
    }

    /**
     * Fills its tables anew.
     *
     * @param home the benchmark's own folder
     * @param teams how many segments each recording of a team has
     */
    static Django start(Servers servers, Path home, Map<String, List<Integer>> teams)
            throws IOException, SQLException, InterruptedException {
        createSchema(servers);
        var told = new JsonObject();
        teams.forEach((name, segments) ->
                told.put(name, new JsonObject().put("key", key(name)).put("segments", new JsonArray(segments))));
        var settings = new JsonObject()
                .put("database", servers.databaseSettings())
                .put("teams", told)
                .put("text", AppendStyle.TEXT)
                .encode();
        var folder = home.resolve("drf");
        var prepared = run(List.of(PYTHON, folder.resolve("prepare.py").toString()), settings);
        if (prepared.status() != 0) {
            throw new IOException(NAME + " could not be prepared: " + prepared.said());
        }
        int port = Program.freePort();
        var command = List.of(
                Program.find("gunicorn").orElseThrow().toString(),
                "--chdir",
                folder.toString(),
                "--bind",
                "127.0.0.1:" + port,
                "--workers",
                "2",
                // The workers that keep connections alive.
                "--worker-class",
                "gthread",
                "--threads",
                "4",
                "--keep-alive",
                "75",
                "--graceful-timeout",
                "1",
                "wsgi:application");
        var log = servers.workspace().folder().resolve("django.log");
        return new Django(
                servers.workspace().closing(Program.start(command, environment(settings), port, log)),
                new JsonObject(prepared.said().lines().toList().getLast()));
    }

    private static void createSchema(Servers servers) throws SQLException {
        var database = servers.database();
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS drf CASCADE");
            statement.execute("CREATE SCHEMA drf");
        }
    }

    private static Map<String, String> environment(String settings) {
        return Map.of(SETTINGS, settings, "PYTHONDONTWRITEBYTECODE", "1");
    }

    private record Ran(int status, String said) {}

    private static Ran run(List<String> command, String settings) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment(settings));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    int port() {
        return program.port();
    }

    long pid() {
        return program.pid();
    }

    /** The credential of a team. */
    static String key(String team) {
        return "phx_benchmark_" + team;
    }

    /** Of a team's recordings, in the order in which they were asked for. */
    List<String> ids(String team) {
        return ids.getJsonArray(team).stream().map(String.class::cast).toList();
    }
}
