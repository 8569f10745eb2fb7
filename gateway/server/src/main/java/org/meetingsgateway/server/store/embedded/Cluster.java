package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.config.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data folder of PostgreSQL ({@code data}, beside it {@code log} and {@code start.log}) and the server on it.
 *
 * @param folder belongs to the user that the server runs as
 */
record Cluster(Path folder, Binaries binaries, RunAs runAs) {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration CREATE_TIMEOUT = Duration.ofMinutes(3);
    /** As long as it may take to replay what was written before a crash. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Above the highest number that a process can have. */
    private static final String NO_PID = "99999999";

    /** Given on the command line, so that nothing in the data folder can loosen them. All other settings are defaults. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("timezone", "UTC"),
            // A week of logs, a file a day. No statements and no key values: they are what people said.
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "../log"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_messages", "log"),
            Map.entry("log_min_error_statement", "panic")));

    Path data() {
        return folder.resolve("data");
    }

    boolean exists() {
        return Files.isDirectory(data());
    }

    /** Makes the folder with a role, and a database that the role owns. It appears under its name when it is complete. */
    void create(String role, Secret password, String database, Secret superuserPassword) throws IOException {
        LOG.info("Creating the database in {}", data());
        var half = folder.resolve("data.new");
        Tree.delete(half);
        var passwordFile = folder.resolve("password.new");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, superuserPassword.value(), StandardOpenOption.WRITE);
            runAs.own(passwordFile);
            // Code point order and full Unicode case mapping from PostgreSQL itself: the same on every machine.
            run(
                    CREATE_TIMEOUT,
                    "",
                    "initdb",
                    "--pgdata=" + half,
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        run(
                CREATE_TIMEOUT,
                "CREATE ROLE %s LOGIN PASSWORD '%s'\nCREATE DATABASE %s OWNER %s\n"
                        .formatted(role, password.value(), database, role),
                "postgres",
                "--single",
                "-D",
                half.toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                "postgres");
        Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws IOException when the data folder is of another major version; its message is a sentence for the operator */
    void checkVersion() throws IOException {
        var version = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!version.equals(binaries.majorVersion())) {
            throw new IOException(
                    "The database in " + data() + " is of PostgreSQL " + version + ", and this gateway has "
                            + binaries.version() + ": move it with pg_upgrade, or give another GATEWAY_DATA_DIR");
        }
    }

    /** Starts the server and waits until it takes connections. */
    void start(int port) throws IOException {
        var log = folder.resolve("start.log");
        Files.deleteIfExists(log);
        var settings = SETTINGS.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        try {
            run(
                    START_TIMEOUT.plus(GRACE),
                    "",
                    "pg_ctl",
                    "start",
                    "--pgdata=" + data(),
                    "--log=" + log,
                    "--wait",
                    "--timeout=" + START_TIMEOUT.toSeconds(),
                    "--options=-p " + port + " " + settings);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ": " + tail(log) + tail(newest(folder.resolve("log"))), e);
        }
    }

    /**
     * Stops the server without waiting for its clients: everything that was acknowledged is kept. If that takes too
     * long it is ended hard, and the next start replays its log. One that does not even heed that, because it is
     * suspended, is killed with its children: as long as one of them is left, no other server can start.
     */
    void stop() throws IOException {
        try {
            stop("fast", STOP_TIMEOUT);
        } catch (IOException e) {
            if (server().isPresent()) {
                LOG.warn("PostgreSQL has not stopped in {} s and is ended hard", STOP_TIMEOUT.toSeconds());
                end();
            }
        }
    }

    private void end() throws IOException {
        try {
            stop("immediate", KILL_TIMEOUT);
        } catch (IOException e) {
            var all = server().stream()
                    .flatMap(server -> Stream.concat(server.descendants(), Stream.of(server)))
                    .toList();
            LOG.warn("PostgreSQL does not stop and is killed");
            if (!all.stream().allMatch(ProcessHandle::destroyForcibly)) {
                throw e;
            }
        }
    }

    /** The server that runs on this folder, whoever started it. */
    Optional<ProcessHandle> server() throws IOException {
        return processInPidFile().filter(this::isServer);
    }

    /**
     * Corrects a pid file that names a process which is something else, or has ended and was not collected: after a
     * restart of a container its number may belong to anyone, and PostgreSQL would take that for a running server. The
     * rest of the file stays: by it PostgreSQL sees whether sessions of the dead server are still at work.
     */
    void forgetRecycledPid() throws IOException {
        var process = processInPidFile();
        if (process.isPresent() && isSomethingElse(process.get())) {
            var lines = Files.readAllLines(pidFile());
            lines.set(0, NO_PID);
            Files.write(pidFile(), lines);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stop(String mode, Duration timeout) throws IOException {
        run(
                timeout.plus(GRACE),
                "",
                "pg_ctl",
                "stop",
                "--pgdata=" + data(),
                "--mode=" + mode,
                "--wait",
                "--timeout=" + timeout.toSeconds());
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Optional<ProcessHandle> processInPidFile() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        var first = Files.readString(pidFile()).lines().findFirst().orElse("");
        return first.matches("[0-9]{1,18}")
                ? ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    private boolean isServer(ProcessHandle process) {
        return process.info().arguments().map(this::isServer).orElse(false);
    }

    private boolean isServer(String[] arguments) {
        return List.of(arguments).contains(data().toString());
    }

    private boolean isSomethingElse(ProcessHandle process) throws IOException {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        var ended = Files.isReadable(status)
                && Files.readString(status).lines().anyMatch(line -> line.matches("State:\\s+Z.*"));
        return ended
                || process.info()
                        .arguments()
                        .filter(arguments -> !isServer(arguments))
                        .isPresent();
    }

    private void run(Duration timeout, String input, String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        var result = Command.run(folder, runAs.prefix(), command, input, timeout);
        if (!result.ok()) {
            throw new IOException("PostgreSQL's " + program + " failed: " + result.output());
        }
    }

    private static @Nullable Path newest(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return null;
        }
        try (var files = Files.list(logs)) {
            return files.max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElse(null);
        }
    }

    private static String tail(@Nullable Path log) throws IOException {
        if (log == null || !Files.isReadable(log)) {
            return "";
        }
        var lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
