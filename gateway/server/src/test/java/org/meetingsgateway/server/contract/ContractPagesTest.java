package org.meetingsgateway.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class ContractPagesTest {
    private static final Map<String, StaticFile> FILES =
            ContractPages.read(List.of("canonical", "no_such_style")).stream()
                    .collect(Collectors.toMap(StaticFile::path, Function.identity()));

    @Test
    void a_contract_is_served_as_json() {
        var response = (WireResponse.Bytes) get("/openapi/canonical.json", null);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(response.body()).getString("openapi")).isEqualTo("3.1.0");
    }

    @Test
    void a_contract_that_does_not_exist_is_not_served() {
        assertThat(FILES).doesNotContainKey("/openapi/no_such_style.json");
        assertThat(text("/docs")).contains("data-contracts=\"canonical\"").doesNotContain("no_such_style");
    }

    @Test
    void everything_is_open_to_anyone() {
        assertThat(ContractPages.load(List.of("canonical"))).allSatisfy(endpoint -> {
            assertThat(endpoint.access()).isEqualTo(Endpoint.Access.ANYONE);
            assertThat(endpoint.method()).isEqualTo(HttpMethod.GET);
        });
    }

    @Test
    void what_a_cache_has_is_not_sent_again() {
        for (var file : FILES.values()) {
            var tag = file.answer(WireRequest.get(file.path())).headers().get("ETag");
            assertThat(get(file.path(), "\"other\"").status()).isEqualTo(200);
            for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
                var response = (WireResponse.Bytes) get(file.path(), known);
                assertThat(response.status()).isEqualTo(304);
                assertThat(response.body().length()).isZero();
                assertThat(response.headers().get("ETag")).isEqualTo(tag);
            }
        }
    }

    @Test
    void the_pages_name_no_other_host() {
        assertThat(text("/docs")).doesNotContain("//");
        assertThat(text("/docs/docs.js")).doesNotContain("://");
        var urls = Pattern.compile("url\\(\\s*['\"]?([^)]{0,5})").matcher(text("/docs/swagger-ui.css"));
        assertThat(urls.results().map(m -> m.group(1))).allMatch(url -> url.startsWith("data:"));
        assertThat(text("/docs/swagger-ui.css")).doesNotContain("@import");
    }

    @Test
    void the_pages_may_load_from_this_host_only() {
        assertThat(get("/docs", null).headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
                .doesNotContain("http", "*", "unsafe-eval");
    }

    @Test
    void everything_that_a_page_loads_is_served() {
        var references = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(text("/docs"));
        assertThat(references.results().map(m -> m.group(1)).toList())
                .hasSizeGreaterThan(4)
                .allSatisfy(reference -> assertThat(FILES).containsKey(reference));
    }

    private static String text(String path) {
        return ((WireResponse.Bytes) get(path, null)).body().toString();
    }

    private static WireResponse get(String path, @org.jspecify.annotations.Nullable String known) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (known != null) {
            headers.set("If-None-Match", known);
        }
        return FILES.get(path)
                .answer(new WireRequest(
                        HttpMethod.GET,
                        "",
                        path,
                        Map.of(),
                        MultiMap.caseInsensitiveMultiMap(),
                        headers,
                        Buffer.buffer()));
    }
}
