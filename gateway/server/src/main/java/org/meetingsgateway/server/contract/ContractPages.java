package org.meetingsgateway.server.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.meetingsgateway.spi.Endpoint;

/**
 * The contracts as they are served: {@code /openapi/<name>.json}, and {@code /docs}, which renders them in a browser
 * without any other host (Swagger UI, from the class path).
 */
public final class ContractPages {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
    private static final List<String> ASSETS = List.of(
            "index.css",
            "swagger-ui.css",
            "swagger-ui-bundle.js",
            "swagger-ui-standalone-preset.js",
            "favicon-32x32.png");

    private ContractPages() {}

    /**
     * Reads everything that is served. Blocks: only before there is traffic.
     *
     * @param names contracts, in the order in which the pages offer them; those that do not exist are left out
     * @return endpoints that are open to anyone
     */
    public static List<Endpoint> load(List<String> names) {
        return read(names).stream().map(StaticFile::endpoint).toList();
    }

    static List<StaticFile> read(List<String> names) {
        Map<String, StaticFile> contracts = new LinkedHashMap<>();
        for (var name : names) {
            Contract.find(name)
                    .ifPresent(contract -> contracts.put(
                            name,
                            StaticFile.of(
                                    "/openapi/" + name + ".json",
                                    contract.document().toString().getBytes(StandardCharsets.UTF_8))));
        }
        var files = new ArrayList<>(contracts.values());
        files.add(page(List.copyOf(contracts.keySet())));
        files.add(StaticFile.of("/docs/docs.js", read("/docs/docs.js")));
        var version = webjarVersion();
        for (var asset : ASSETS) {
            files.add(StaticFile.of("/docs/" + asset, read(WEBJAR + version + '/' + asset)));
        }
        return files;
    }

    private static StaticFile page(List<String> names) {
        var links = names.stream()
                .map(name -> "<a href=\"/openapi/" + name + ".json\">" + name + "</a>")
                .collect(Collectors.joining(", "));
        var html = new String(read("/docs/index.html"), StandardCharsets.UTF_8)
                .replace("{contracts}", String.join(" ", names))
                .replace("{links}", links);
        return StaticFile.of("/docs", html.getBytes(StandardCharsets.UTF_8));
    }

    private static String webjarVersion() {
        var properties = new Properties();
        try (var in =
                ContractPages.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (var in = ContractPages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
