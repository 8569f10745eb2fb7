package org.meetingsgateway.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a platform team would put there otherwise, each in front of the same origin. What is not installed is left out. */
final class Proxies {
    static final String NGINX = "nginx";
    static final String HAPROXY = "HAProxy";
    static final String SPRING = "Spring Cloud Gateway";

    private final Workspace workspace;
    private final Path home;
    private final int origin;
    private final List<Proxy> started = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** @param home the benchmark's own folder */
    Proxies(Workspace workspace, Path home, int origin) {
        this.workspace = workspace;
        this.home = home;
        this.origin = origin;
    }

    /** A proxy that runs. */
    record Proxy(String name, int port, long pid) {}

    List<Proxy> start() throws IOException {
        program(NGINX, "nginx", "nginx.conf", "-c");
        program(HAPROXY, "haproxy", "haproxy.cfg", "-db", "-f");
        spring();
        return List.copyOf(started);
    }

    /** Of each that is left out, why, and what brings it. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    private void program(String name, String command, String configuration, String... options) throws IOException {
        Optional<Path> found = Program.find(command);
        if (found.isEmpty()) {
            missing.add("%s is left out, because it is not installed: apt-get install --no-install-recommends %s"
                    .formatted(name, command));
            return;
        }
        int port = Program.freePort();
        var folder = Files.createDirectories(workspace.folder().resolve(command));
        var file = folder.resolve(configuration);
        Files.writeString(
                file,
                Files.readString(home.resolve("yardsticks").resolve(configuration))
                        .replace("${folder}", folder.toString())
                        .replace("${origin}", Integer.toString(origin))
                        .replace("${port}", Integer.toString(port)));
        var words = new ArrayList<>(List.of(found.get().toString()));
        words.addAll(List.of(options));
        words.add(file.toString());
        var program = workspace.closing(
                Program.start(words, Map.of(), port, workspace.folder().resolve(command + ".log")));
        started.add(new Proxy(name, port, program.pid()));
    }

    private void spring() throws IOException {
        var target = home.resolve("spring/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            missing.add(SPRING + " is left out, because it could not be built: mvn compile -f deploy/bench/spring");
            return;
        }
        var child = workspace.closing(Child.start(
                Jvm.own(),
                target.resolve("classes") + File.pathSeparator + Child.classPath(target.resolve("lib")),
                "org.meetingsgateway.bench.spring.SpringGateway",
                List.of("-Dreactor.netty.ioWorkerCount=2"),
                Map.of("BENCH_ORIGIN_URL", "http://127.0.0.1:" + origin),
                workspace.folder().resolve("spring.log")));
        started.add(new Proxy(SPRING, child.port(), child.pid()));
    }
}
