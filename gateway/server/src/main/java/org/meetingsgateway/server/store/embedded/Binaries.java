package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of PostgreSQL, unpacked.
 *
 * @param version for example {@code 18.6.0}
 * @param bin the folder of initdb, pg_ctl and postgres
 */
record Binaries(String version, Path bin) {
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

    /** Unpacks them into {@code folder/postgres-<version>}, once: the folder appears when it is complete. */
    static Binaries in(Path folder) throws IOException {
        var version = packagedVersion();
        var home = folder.resolve("postgres-" + version);
        if (!Files.isDirectory(home)) {
            LOG.info("Unpacking PostgreSQL {} into {}", version, home);
            var half = folder.resolve(".postgres-" + version);
            Tree.delete(half);
            unpack(half);
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Binaries(version, home.resolve("bin"));
    }

    /** As {@link #in}, without unpacking them. */
    static Binaries check(Path folder) throws IOException {
        var version = packagedVersion();
        archive().close();
        return new Binaries(version, folder.resolve("postgres-" + version).resolve("bin"));
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /** What the name of a data folder's format is: {@code 18}. */
    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }

    private static String packagedVersion() throws IOException {
        var properties = new Properties();
        try (var file = Binaries.class.getResourceAsStream("postgres.properties")) {
            if (file == null) {
                throw new IOException("postgres.properties is missing in this build");
            }
            properties.load(file);
        }
        return properties.getProperty("version");
    }

    private static void unpack(Path target) throws IOException {
        try (var archive = archive();
                var xz = new XZCompressorInputStream(archive);
                var tar = new TarArchiveInputStream(xz)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive of PostgreSQL has an entry outside of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    directory(path);
                } else if (entry.isSymbolicLink()) {
                    directory(path.resolveSibling(""));
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    directory(path.resolveSibling(""));
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
                }
            }
        }
    }

    /** Whoever PostgreSQL runs as must get in; the data folder around it decides who else. */
    private static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, permissions(true));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var name = "postgres-" + system + "-" + machine + ".txz";
        var archive = Binaries.class.getResourceAsStream("/" + name);
        if (archive == null) {
            throw new IOException("This build has no embedded PostgreSQL for " + system + " on " + machine
                    + ": build it on such a machine, or set GATEWAY_DATABASE_URL");
        }
        return archive;
    }
}
