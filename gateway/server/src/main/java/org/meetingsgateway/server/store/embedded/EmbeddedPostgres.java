package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.config.SslMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of a gateway that was given none: durable, on loopback only, kept between runs in the data folder.
 * When the gateway is killed the server stays, and the next start stops and replaces it; when the server is killed it
 * is started again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "meetings";
    private static final int PORT_ATTEMPTS = 3;

    private final FolderLock lock;
    private final Cluster cluster;
    private final Database database;
    private final Guard guard;

    private EmbeddedPostgres(FolderLock lock, Cluster cluster, Database database) {
        this.lock = lock;
        this.cluster = cluster;
        this.database = database;
        guard = Guard.over(cluster, database.port());
    }

    /**
     * Returns when the server takes connections; at the first start it is unpacked and its database is made.
     *
     * @throws IOException when it cannot be; its message is a sentence for the operator
     */
    public static EmbeddedPostgres start(DataDir dataDir) throws IOException {
        var lock = FolderLock.take(dataDir.path());
        try {
            var binaries = Binaries.in(dataDir.path());
            var folder = dataDir.path().resolve("postgres");
            var runAs = RunAs.choose(binaries, folder.resolve("data"));
            var cluster = new Cluster(folder, binaries, runAs);
            if (!cluster.exists()) {
                privateFolder(folder, runAs);
            }
            var password = password(dataDir, cluster);
            cluster.checkVersion();
            takeOver(cluster);
            var port = startOnFreePort(cluster);
            LOG.info("PostgreSQL {} listens on 127.0.0.1:{}, data in {}", binaries.version(), port, folder);
            var database = new Database("127.0.0.1", port, NAME, password, NAME, SslMode.DISABLE);
            Privileges.grant(database, dataDir);
            return new EmbeddedPostgres(lock, cluster, database);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Looks whether it could be started, and changes nothing.
     *
     * @param folder the data folder, which need not be there
     * @return how it is, as the end of a sentence
     * @throws IOException when it could not; its message is a sentence for the operator
     */
    public static String check(Path folder) throws IOException {
        var binaries = Binaries.check(folder);
        FolderLock.check(folder);
        var data = folder.resolve("postgres").resolve("data");
        var cluster = new Cluster(folder.resolve("postgres"), binaries, new RunAs(null, List.of()));
        if (!cluster.exists()) {
            return "PostgreSQL " + binaries.version() + " will be set up in " + data;
        }
        cluster.checkVersion();
        return "PostgreSQL " + binaries.version() + ", data in " + data;
    }

    /** How it is reached: by a role that owns its database and nothing else. */
    public Database database() {
        return database;
    }

    /** Stops it within 25 s. Everything that it acknowledged is kept, however it ends. */
    @Override
    public void close() throws IOException {
        try (lock) {
            guard.close();
            cluster.stop();
        }
    }

    private static void privateFolder(Path folder, RunAs runAs) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        runAs.own(folder);
    }

    private static Secret password(DataDir dataDir, Cluster cluster) throws IOException {
        var kept = dataDir.secret("postgres-password", Base64.getUrlEncoder().withoutPadding());
        if (!cluster.exists()) {
            var superuser = dataDir.secret(
                    "postgres-superuser-password", Base64.getUrlEncoder().withoutPadding());
            cluster.create(NAME, kept.secret(), NAME, superuser.secret());
        } else if (kept.generated()) {
            Files.delete(dataDir.path().resolve("postgres-password"));
            throw new IOException("The file postgres-password is missing in " + dataDir.path()
                    + ": put it back, it is needed for the database that is there");
        }
        return kept.secret();
    }

    private static void takeOver(Cluster cluster) throws IOException {
        var left = cluster.server();
        if (left.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL (pid {}) that a killed gateway left behind",
                    left.get().pid());
            cluster.stop();
        } else {
            cluster.forgetRecycledPid();
        }
    }

    /** Between finding a free port and listening on it somebody else may take it. */
    private static int startOnFreePort(Cluster cluster) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var port = Cluster.freePort();
            try {
                cluster.start(port);
                return port;
            } catch (IOException e) {
                var taken = String.valueOf(e.getMessage()).contains("could not create any TCP/IP sockets");
                if (!taken || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
