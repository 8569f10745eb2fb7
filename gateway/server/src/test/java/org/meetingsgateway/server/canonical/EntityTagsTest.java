package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.EntityTag;
import org.meetingsgateway.wire.WireResponse;

class EntityTagsTest {
    private static Set<Long> versions(String... lines) {
        var headers = Stream.of(lines).flatMap(line -> Stream.of("If-Match", line));
        return Objects.requireNonNull(EntityTags.ifMatch(Requests.get("/", headers.toArray(String[]::new))))
                .versions();
    }

    @Property
    void the_tags_of_versions_are_read_back(@ForAll @Size(min = 1, max = 20) List<@LongRange(min = 0) Long> numbers) {
        var small = numbers.stream()
                .map(number -> number % 1_000_000_000_000_000_000L)
                .toList();
        var header = small.stream().map(EntityTags::of).collect(Collectors.joining(", "));
        assertThat(versions(header)).containsExactlyInAnyOrderElementsOf(Set.copyOf(small));
    }

    static List<List<Object>> lists() {
        return List.of(
                List.of("\"3\"", Set.of(3L)),
                List.of("\"3-1f.2\"", Set.of(3L)),
                List.of("\"3\",\"4-x\"", Set.of(3L, 4L)),
                List.of(" \"3\" ,\t\"4\"", Set.of(3L, 4L)),
                List.of(",\"3\",,", Set.of(3L)),
                List.of("W/\"3\"", Set.of()),
                List.of("\"\"", Set.of()),
                List.of("\"abc\", \"-1\", \"3x\"", Set.of()),
                List.of("\"99999999999999999999\"", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_of_tags_gives_the_versions_of_the_strong_ones(List<Object> expected) {
        assertThat(versions((String) expected.get(0))).isEqualTo(expected.get(1));
    }

    @Test
    void lines_of_one_header_are_one_list() {
        assertThat(versions("\"1\"", "\"2\"")).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void a_long_list_is_read() {
        var tags = new String[20_000];
        Arrays.fill(tags, "\"7\"");
        assertThat(versions(String.join(",", tags))).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "3", "\"3", "3\"", "\"3\" \"4\"", "w/\"3\"", "*, \"3\"", "\"a\nb\"", ",", "\"3\"; x"})
    void anything_else_is_malformed(String header) {
        assertThatThrownBy(() -> versions(header)).isInstanceOf(Problem.Malformed.class);
        assertThatThrownBy(() ->
                        EntityTags.answer(Requests.get("/", "If-None-Match", header), "\"3\"", WireResponse.empty(200)))
                .isInstanceOf(Problem.Malformed.class);
    }

    @Test
    void a_star_or_no_header_asks_for_no_version_and_only_the_star_says_so() {
        assertThat(EntityTags.ifMatch(Requests.get("/"))).isNull();
        assertThat(EntityTags.ifMatch(Requests.get("/", "If-Match", " * "))).isNull();
        assertThat(EntityTags.requiredIfMatch(Requests.get("/", "If-Match", "*")))
                .isNull();
        assertThatThrownBy(() -> EntityTags.requiredIfMatch(Requests.get("/")))
                .isInstanceOf(Problem.PreconditionRequired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"2\", \"3\"", "*"})
    void what_the_caller_has_is_not_sent_again(String header) {
        var known = (WireResponse.Bytes) EntityTags.answer(
                Requests.get("/", "If-None-Match", header), "\"3\"", WireResponse.json(200, Buffer.buffer("{}")));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body().length()).isZero();
        assertThat(known.headers().get("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void what_the_caller_has_not_is_sent() {
        var request = Requests.get("/", "If-None-Match", "\"2\"");
        assertThat(EntityTags.answer(request, "\"3\"", WireResponse.json(200, Buffer.buffer("{}")))
                        .status())
                .isEqualTo(200);
    }

    @Property(tries = 200)
    void bodies_that_differ_have_tags_that_differ(@ForAll String one, @ForAll String other) {
        var tag = EntityTag.of(Buffer.buffer(one));
        assertThat(tag).matches("\"[0-9a-f]{16}\"");
        assertThat(tag.equals(EntityTag.of(Buffer.buffer(other))))
                .isEqualTo(Buffer.buffer(one).equals(Buffer.buffer(other)));
    }
}
