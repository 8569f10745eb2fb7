package org.meetingsgateway.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** A PostgreSQL that outlives the gateways, and can be made to say nothing. */
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path folder;

    Postgres(Path folder) throws IOException {
        this.folder = folder;
        this.server = EmbeddedPostgres.start(DataDir.open(folder));
    }

    String url() {
        var d = server.database();
        return "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(d.user(), d.password().value(), d.host(), d.port(), d.name());
    }

    int port() {
        return server.database().port();
    }

    /** Its connections stay, and nothing is answered on them. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** {@code kill -9} of all of it; it is started again by itself, on the same port. */
    void kill() throws IOException {
        family().forEach(ProcessHandle::destroyForcibly);
    }

    /** How many processes serve a client. */
    long clients() throws IOException {
        return family().filter(Postgres::servesAClient).count();
    }

    private void signal(String name) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("kill", "-" + name), family().map(process -> String.valueOf(process.pid())))
                .toList();
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IOException(command.getFirst() + " does not end");
        }
    }

    private Stream<ProcessHandle> family() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                .getFirst();
        var postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.children());
    }

    private static boolean servesAClient(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .contains(" 127.0.0.1(");
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
