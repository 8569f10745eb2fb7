package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user that PostgreSQL runs as. It refuses root, so a gateway of root's lowers itself for it.
 *
 * @param owner whose its files are; null: the user of the gateway
 * @param prefix what a command is put behind
 */
record RunAs(@Nullable User owner, List<String> prefix) {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(20);
    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    /** A user by numbers, as it is in the file system. */
    record User(int uid, int gid) {
        private static final User NOBODY = new User(65_534, 65_534);
        private static final User ROOT = new User(0, 0);

        static User of(Path file) throws IOException {
            return new User((Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS), (Integer)
                    Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
        }

        /** The user that packages of PostgreSQL make, else the one for such purposes. */
        private static User unprivileged() throws IOException {
            var passwd = Path.of("/etc/passwd");
            if (Files.isReadable(passwd)) {
                try (var lines = Files.lines(passwd)) {
                    return lines.map(line -> line.split(":", -1))
                            .filter(user -> user.length > 3 && user[0].equals("postgres"))
                            .map(user -> new User(Integer.parseInt(user[2]), Integer.parseInt(user[3])))
                            .findFirst()
                            .orElse(NOBODY);
                }
            }
            return NOBODY;
        }
    }

    /**
     * The first way in which PostgreSQL runs here.
     *
     * @param files the data folder, which stays with its owner if it is there
     * @throws IOException when there is none; its message is a sentence for the operator
     */
    static RunAs choose(Binaries binaries, Path files) throws IOException {
        var probe = List.of(binaries.program("postgres"), "--version");
        String last = "";
        for (var way : ways(files)) {
            try {
                var result = Command.run(Path.of("/"), way.prefix(), probe, "", PROBE_TIMEOUT);
                if (result.ok() && !result.output().contains("invalid binary")) {
                    return way;
                }
                last = result.output();
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
        }
        throw new IOException(
                "The embedded PostgreSQL in " + binaries.bin() + " cannot be run (" + last
                        + "): run the gateway as an ordinary user that has a name and a data folder of its own, or set GATEWAY_DATABASE_URL");
    }

    /** Gives a new file or folder to the user. */
    void own(Path file) throws IOException {
        if (owner != null) {
            Files.setAttribute(file, "unix:uid", owner.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", owner.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static List<RunAs> ways(Path files) throws IOException {
        var name = System.getProperty("user.name");
        if (!"root".equals(name)) {
            // Without an entry in /etc/passwd, as in some containers, initdb gives up. In a namespace it is nobody.
            var nameless = "?".equals(name) && !Files.exists(files);
            return List.of(new RunAs(null, nameless ? NAMESPACE : List.of()));
        }
        var user = Files.exists(files) ? User.of(files) : User.unprivileged();
        // Root's files, seen from a namespace in which root is nobody in particular.
        var namespace = new RunAs(User.ROOT, NAMESPACE);
        if (user.uid() == 0) {
            return List.of(namespace);
        }
        var ways = new ArrayList<RunAs>();
        ways.add(new RunAs(user, setpriv(user, Stream.of())));
        // A folder above may be closed to that user (a data folder of root's is): one capability gets it through.
        // "No set-user-id fix-up" makes access(2), with which PostgreSQL looks for itself, heed the capability.
        for (var capability : List.of("dac_read_search", "dac_override")) {
            var only = "-all,+" + capability;
            ways.add(new RunAs(
                    user,
                    setpriv(
                            user,
                            Stream.of(
                                    "--securebits=+no_setuid_fixup",
                                    "--inh-caps=" + only,
                                    "--ambient-caps=" + only,
                                    "--bounding-set=" + only))));
        }
        if (!Files.exists(files)) {
            ways.add(namespace);
        }
        return ways;
    }

    private static List<String> setpriv(User user, Stream<String> more) {
        var always = Stream.of(
                "setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups", "--no-new-privs");
        return Stream.concat(always, more).toList();
    }
}
