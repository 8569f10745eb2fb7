package org.meetingsgateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;

class FormsTest {
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=\"b d\"";

    private static WireRequest request(String type, Buffer body) {
        var request = WireRequest.get("/").withBody(body);
        request.headers().set("Content-Type", type);
        return request;
    }

    private static WireRequest request(String type, String body) {
        return request(type, Buffer.buffer(body));
    }

    private static String part(String disposition, String value) {
        return "--b d\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
    }

    @Test
    void fields_keep_their_order_and_all_their_values() {
        assertThat(Forms.fields(request(URLENCODED + "; charset=utf-8", "b=1&a=x+y%26&b=%C3%A9&c=")))
                .containsExactly(
                        Map.entry("b", List.of("1", "é")),
                        Map.entry("a", List.of("x y&")),
                        Map.entry("c", List.of("")));
        assertThat(Forms.fields(request(
                        MULTIPART,
                        part("name=\"b\"", "1") + part("name=a", "x\r\ny") + part("name=\"b\"", "é") + "--b d--\r\n")))
                .containsExactly(Map.entry("b", List.of("1", "é")), Map.entry("a", List.of("x\r\ny")));
    }

    @Test
    void an_empty_form_has_no_fields() {
        assertThat(Forms.fields(request(URLENCODED, ""))).isEmpty();
        assertThat(Forms.fields(request(MULTIPART, "--b d--\r\n"))).isEmpty();
    }

    @Test
    void a_large_field_is_read_whole() {
        var large = "x".repeat(1 << 20);
        assertThat(Forms.fields(request(URLENCODED, "a=" + large))).containsExactly(Map.entry("a", List.of(large)));
        assertThat(Forms.fields(request(MULTIPART, part("name=a", large) + "--b d--")))
                .containsExactly(Map.entry("a", List.of(large)));
    }

    @Test
    void a_form_is_known_by_its_media_type() {
        assertThat(Forms.isForm(request("Multipart/Form-Data;boundary=x", ""))).isTrue();
        assertThat(Forms.isForm(request(URLENCODED, ""))).isTrue();
        assertThat(Forms.isForm(request("application/json", ""))).isFalse();
        assertThat(Forms.isForm(WireRequest.get("/"))).isFalse();
    }

    @Test
    void files_are_refused() {
        var file = part("name=\"a\"; filename=\"a.txt\"", "text") + "--b d--\r\n";
        assertThatThrownBy(() -> Forms.fields(request(MULTIPART, file)))
                .isInstanceOf(Problem.Malformed.class)
                .hasMessageContaining("files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b"})
    void a_form_that_breaks_off_or_has_no_boundary_is_malformed(String type) {
        var body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nval";
        assertThatThrownBy(() -> Forms.fields(request(type, body))).isInstanceOf(Problem.Malformed.class);
    }

    @Test
    void there_is_a_limit_to_fields() {
        var form = IntStream.range(0, Forms.FIELDS + 1).mapToObj(i -> "a=" + i).collect(Collectors.joining("&"));
        assertThatThrownBy(() -> Forms.fields(request(URLENCODED, form))).isInstanceOf(Problem.Malformed.class);
    }

    @Property(tries = 200)
    void what_was_encoded_is_read_back(
            @ForAll @Size(max = 10) List<@NotEmpty @AlphaChars String> names, @ForAll String value) {
        var text = new String(value.getBytes(UTF_8), UTF_8);
        var expected = new LinkedHashMap<String, List<String>>();
        names.forEach(name ->
                expected.computeIfAbsent(name, first -> new ArrayList<>()).add(text));
        var form = names.stream()
                .map(name -> name + "=" + URLEncoder.encode(text, UTF_8))
                .collect(Collectors.joining("&"));
        assertThat(Forms.fields(request(URLENCODED, form))).isEqualTo(expected);
    }

    @Property(tries = 500)
    void no_body_does_more_than_being_malformed(@ForAll byte[] noise, @ForAll boolean multipart) {
        var body =
                multipart ? Buffer.buffer("--b d\r\nContent-Disposition: ").appendBytes(noise) : Buffer.buffer(noise);
        try {
            assertThat(Forms.fields(request(multipart ? MULTIPART : URLENCODED, body)))
                    .isNotNull();
        } catch (Problem.Malformed e) {
            assertThat(e).hasMessageContaining("form");
        }
    }
}
