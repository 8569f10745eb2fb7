package org.meetingsgateway.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.wire.WireRequest;

class RequestContractPropertyTest {
    private static final RequestContract CONTRACT = RequestContract.load("canonical");
    private static final List<String> WRITES = CONTRACT.operations().stream()
            .filter(operation -> operation.startsWith("POST") || operation.startsWith("PATCH"))
            .filter(operation -> !operation.endsWith("/rotate"))
            .sorted()
            .toList();

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void any_bytes_are_taken_or_refused_with_a_problem(@ForAll byte[] bytes, @ForAll("write") String operation) {
        refusedOrTaken(operation, Buffer.buffer(bytes));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void any_object_is_taken_or_refused_where_it_is_wrong(
            @ForAll("object") JsonObject body, @ForAll("write") String operation) {
        for (var violation : refusedOrTaken(operation, body.toBuffer())) {
            assertThat(violation.message()).isNotBlank();
            assertThat(violation.code()).matches("[a-z_]+");
            if (violation.code().equals("required")) {
                continue; // it is where nothing is
            }
            assertThat(at(body, violation.field())).as(violation.toString()).isTrue();
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void what_is_taken_is_what_was_sent(@ForAll("meeting") JsonObject meeting) {
        assertThat(check("POST /v1/meetings", meeting.toBuffer())).isEqualTo(meeting);
    }

    @Provide
    Arbitrary<String> write() {
        return Arbitraries.of(WRITES);
    }

    @Provide
    Arbitrary<JsonObject> meeting() {
        var text = Arbitraries.strings()
                .excludeChars('\u0000')
                .ofMaxLength(50)
                .filter(s -> s.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
        var participant = Combinators.combine(text.filter(t -> !t.isEmpty()), Arbitraries.of("invited", "present"))
                .as((name, status) -> new JsonObject().put("name", name).put("status", status));
        return Combinators.combine(
                        text.injectNull(0.2),
                        Arbitraries.longs().between(0, 1L << 52).injectNull(0.2),
                        participant.list().ofMaxSize(3),
                        text.filter(t -> !t.isEmpty()).list().ofMaxSize(3))
                .as((title, seconds, participants, tags) -> new JsonObject()
                        .put("title", title)
                        .put("duration_seconds", seconds)
                        .put("participants", new JsonArray(participants))
                        .put("tags", new JsonArray(tags)));
    }

    @Provide
    Arbitrary<JsonObject> object() {
        var name = Arbitraries.of(
                "title",
                "id",
                "tags",
                "participants",
                "agenda",
                "children",
                "name",
                "segments",
                "text",
                "a/b~c",
                "",
                "style",
                "member_ids",
                "recording",
                "url",
                "email");
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.of(true, false).map(b -> b),
                Arbitraries.integers().map(i -> i),
                Arbitraries.doubles().map(d -> d),
                Arbitraries.strings().ascii().ofMaxLength(10).map(s -> s));
        Arbitrary<Object> value = Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> leaf.list().ofMaxSize(3).map(JsonArray::new),
                () -> Arbitraries.maps(name, leaf)
                        .ofMaxSize(3)
                        .map(RequestContractPropertyTest::object)
                        .list()
                        .ofMaxSize(3)
                        .map(JsonArray::new));
        return Arbitraries.maps(name, value).ofMaxSize(6).map(RequestContractPropertyTest::object);
    }

    private static JsonObject object(Map<String, Object> members) {
        return new JsonObject(new java.util.LinkedHashMap<>(members));
    }

    private static List<Violation> refusedOrTaken(String operation, Buffer body) {
        try {
            check(operation, body);
            return List.of();
        } catch (Problem.Malformed e) {
            return List.of();
        } catch (Problem.Invalid e) {
            assertThat(e.violations()).isNotEmpty().doesNotHaveDuplicates();
            return e.violations();
        }
    }

    private static JsonObject check(String operation, Buffer body) {
        var parts = operation.split(" ", 2);
        return CONTRACT.operation(HttpMethod.valueOf(parts[0]), parts[1].replace("{}", "{x}"))
                .check(new WireRequest(
                        HttpMethod.POST,
                        "",
                        "/",
                        Map.of(),
                        MultiMap.caseInsensitiveMultiMap(),
                        MultiMap.caseInsensitiveMultiMap(),
                        body));
    }

    /** Whether a JSON pointer (RFC 6901) leads to a value. */
    private static boolean at(Object node, String pointer) {
        if (pointer.isEmpty()) {
            return true;
        }
        var end = pointer.indexOf('/', 1);
        var name = pointer.substring(1, end < 0 ? pointer.length() : end)
                .replace("~1", "/")
                .replace("~0", "~");
        var rest = end < 0 ? "" : pointer.substring(end);
        return switch (node) {
            case JsonObject object -> object.containsKey(name) && at(object.getValue(name), rest);
            case JsonArray array ->
                Integer.parseInt(name) < array.size() && at(array.getValue(Integer.parseInt(name)), rest);
            default -> false;
        };
    }
}
