package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireRequest;

/** What values are taken as, and that whatever else there is is told in an error of its own field. */
class FieldsPropertyTest {
    @Property
    void a_whole_number_is_read_in_all_its_forms(@ForAll long number) {
        assertThat(integer(number)).isEqualTo(number);
        assertThat(integer(String.valueOf(number))).isEqualTo(number);
        assertThat(integer(" " + number + ".00 ")).isEqualTo(number);
    }

    @Property
    void a_number_is_read_as_a_number_and_as_a_text(@ForAll double number) {
        assertThat(fields(number).number("a")).isEqualTo(number + 0.0);
        assertThat(fields(Python.text(number)).number("a")).isEqualTo(number + 0.0);
    }

    @Property
    void a_moment_is_read_as_it_is_written(@ForAll("moments") Instant moment) {
        assertThat(fields(Moments.text(moment)).moment("a")).isEqualTo(moment);
    }

    @Property
    void an_offset_makes_no_other_moment(
            @ForAll("moments") Instant moment, @ForAll @IntRange(min = -1079, max = 1079) int minutes) {
        var offset = java.time.ZoneOffset.ofTotalSeconds(minutes * 60);
        assertThat(fields(moment.atOffset(offset).toString()).moment("a")).isEqualTo(moment);
    }

    @Property
    void a_uuid_is_read_with_and_without_hyphens(@ForAll long most, @ForAll long least) {
        var uuid = new UUID(most, least);
        assertThat(fields(uuid.toString()).uuid("a")).isEqualTo(uuid);
        assertThat(fields(uuid.toString().replace("-", "")).uuid("a")).isEqualTo(uuid);
        assertThat(fields("{" + uuid + "}").uuid("a")).isEqualTo(uuid);
    }

    @Property
    void a_form_is_read_as_it_was_written(@ForAll("texts") String value, @ForAll("texts") String other) {
        assertForm(
                "application/x-www-form-urlencoded", "a=" + encoded(value) + "&b=1&b=" + encoded(other), value, other);
    }

    @Property
    void a_multipart_form_is_read_as_it_was_written(@ForAll("texts") String value, @ForAll("texts") String other) {
        var body = part("a", value) + part("b", "1") + part("b", other) + "--Qz--\r\n";
        assertForm("multipart/form-data; charset=utf-8; boundary=\"Qz\"", body, value, other);
    }

    private static void assertForm(String type, String body, String a, String b) {
        var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", type);
        var request = new WireRequest(
                HttpMethod.POST, "", "/", Map.of(), MultiMap.caseInsensitiveMultiMap(), headers, Buffer.buffer(body));
        var fields = Body.fields(request);
        assertThat(fields.peek("a")).isEqualTo(a);
        assertThat(fields.peek("b")).isEqualTo(b);
        assertThat(fields.peek("c")).isNull();
    }

    private static String part(String name, String value) {
        return "--Qz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Property
    void any_value_is_read_or_told_in_an_error_of_its_field(@ForAll("values") Object value) {
        List<Runnable> reads = List.of(
                () -> fields(value).integer("a", -5, 5),
                () -> fields(value).number("a"),
                () -> fields(value).flag("a"),
                () -> fields(value).uuid("a"),
                () -> fields(value).moment("a"),
                () -> fields(value).text("a", Texts.filled(3).asLink()),
                () -> fields(value).choice("a", Words::platform),
                () -> fields(value).texts("a", Texts.FILLED),
                () -> fields(value).objects("a", TranscriptJson::read));
        for (var read : reads) {
            try {
                read.run();
            } catch (Problem.Invalid e) {
                assertThat(e.violations()).hasSize(1);
                assertThat(e.violations().getFirst().field()).startsWith("/a");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "Yes,true",
        "1,true",
        "on,true",
        "t,true",
        "FALSE,false",
        "0,false",
        "no,false",
        "off,false"
    })
    void truth_has_many_spellings(String text, boolean flag) {
        assertThat(fields(text).flag("a")).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.bc",
                "HTTPS://a.example:8080/x?y#z",
                "ftp://user:pw@a.example/",
                "http://[::1]/",
                "http://127.0.0.1:1/",
                "https://bücher.example",
                "http://localhost"
            })
    void a_link_names_a_host(String text) {
        assertThat(fields(text).text("a", Texts.free(200).asLink())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "http://",
                "http:///x",
                "mailto:a@b.example",
                "http://a b.example",
                "http://-a.b",
                "http://a"
            })
    void what_names_no_host_is_no_link(String text) {
        assertThatExceptionOfType(Problem.Invalid.class)
                .isThrownBy(() -> fields(text).text("a", Texts.free(200).asLink()))
                .withMessage("Enter a valid URL.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-02-30", "2025-13-01T00:00Z", "2025-01-01T25:00", "2025-01-01T00:00+24:00", "now", ""})
    void what_is_no_moment_is_refused(String text) {
        assertThatExceptionOfType(Problem.Invalid.class)
                .isThrownBy(() -> fields(text).moment("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,1.0",
        "1e16,1e+16",
        "123456789012345.5,123456789012345.5",
        "0.0001,0.0001",
        "0.00001,1e-05",
        "1.5e-7,1.5e-07"
    })
    void numbers_are_shown_as_the_original_shows_them(double number, String text) {
        assertThat(Python.text(number)).isEqualTo(text);
    }

    private static @Nullable Long integer(Object value) {
        return fields(value).integer("a", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Fields fields(@Nullable Object value) {
        return Fields.of(new JsonObject().put("a", value));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-62_000_000_000L, 253_000_000_000L)
                .flatMap(seconds -> Arbitraries.integers()
                        .between(0, 999_999)
                        .map(micros -> Instant.ofEpochSecond(seconds, micros * 1000L)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aü€&=+%-;\r\n\" x").ofMaxLength(20);
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(5).asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return Arbitraries.oneOf(
                scalars,
                scalars.list().ofMaxSize(3).map(JsonArray::new),
                scalars.map(one -> new JsonObject().put("text", one)),
                scalars.map(one ->
                        new JsonArray().add(new JsonObject().put("text", one).put("timestamp", one))));
    }
}
