package org.meetingsgateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.wire.WireResponse;

class DocumentTest {
    private static Document read(String json) {
        return Document.of("meeting", WireResponse.json(200, Buffer.buffer(json)));
    }

    private static void refused(String json, Consumer<Document> reading, String message) {
        assertThatThrownBy(() -> reading.accept(read(json)))
                .isInstanceOf(RemoteFailure.Unreadable.class)
                .hasMessage(message);
    }

    @Test
    void what_is_no_object_is_unreadable_and_not_shown() {
        for (var body :
                List.of("", "null", "[]", "\"secret\"", "{\"a\": \"secret", "<html>secret", "{} {}", "{\"a\":01}")) {
            assertThatThrownBy(() -> read(body))
                    .isInstanceOf(RemoteFailure.Unreadable.class)
                    .hasMessageMatching("meeting is no (JSON|object)");
        }
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(RemoteFailure.Unreadable.class);
        var latin = Buffer.buffer(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xe9, '"', '}'});
        assertThatThrownBy(() -> Document.of("meeting", WireResponse.json(200, latin)))
                .isInstanceOf(RemoteFailure.Unreadable.class);
    }

    @Test
    void members_are_read_as_what_they_are() {
        var document = read("""
                {"t": "é", "b": false, "n": 18.4, "c": 3, "h": 2.5, "i": "2026-05-08T11:14:22.5+02:00",
                 "u": "F3C8A47D-0b6d-4c2a-9b81-1b3d0f7a2e9a", "l": ["a", "b"], "o": {"x": 1}, "os": [{"x": 2}]}""");
        assertThat(document.text("t")).isEqualTo("é");
        assertThat(document.flag("b")).isFalse();
        assertThat(document.numberOrNull("n")).isEqualTo(new BigDecimal("18.4"));
        assertThat(document.countOrNull("n", 6)).isEqualTo(18_400_000L);
        assertThat(document.count("c")).isEqualTo(3);
        assertThat(document.count("h")).isEqualTo(3);
        assertThat(document.instant("i")).isEqualTo(Instant.parse("2026-05-08T09:14:22.5Z"));
        assertThat(document.uuid("u")).isEqualTo(UUID.fromString("f3c8a47d-0b6d-4c2a-9b81-1b3d0f7a2e9a"));
        assertThat(document.textsOrNull("l")).containsExactly("a", "b");
        assertThat(document.object("o").count("x")).isEqualTo(1);
        assertThat(document.objects("os")).hasSize(1).allMatch(one -> one.count("x") == 2);
        assertThat(document.unknown()).isEmpty();
    }

    @Test
    void null_and_left_out_are_none_where_none_may_be() {
        var document = read("{\"n\": null}");
        for (var name : List.of("n", "absent")) {
            assertThat(document.textOrNull(name)).isNull();
            assertThat(document.flagOrNull(name)).isNull();
            assertThat(document.numberOrNull(name)).isNull();
            assertThat(document.countOrNull(name)).isNull();
            assertThat(document.instantOrNull(name)).isNull();
            assertThat(document.uuidOrNull(name)).isNull();
            assertThat(document.textsOrNull(name)).isNull();
            assertThat(document.objectOrNull(name)).isNull();
            assertThat(document.objectsOrNull(name)).isNull();
            assertThatThrownBy(() -> document.text(name)).hasMessage("meeting/" + name + " is no text");
            assertThatThrownBy(() -> document.flag(name)).hasMessage("meeting/" + name + " is no true or false");
            assertThatThrownBy(() -> document.objects(name)).hasMessage("meeting/" + name + " is no list of objects");
        }
    }

    @Test
    void another_type_is_refused_by_its_place() {
        refused("{\"a\": 1}", d -> d.textOrNull("a"), "meeting/a is no text");
        refused("{\"a\": \"1\"}", d -> d.numberOrNull("a"), "meeting/a is no number");
        refused("{\"a\": 1e400}", d -> d.numberOrNull("a"), "meeting/a is no number");
        refused("{\"a\": -1}", d -> d.countOrNull("a"), "meeting/a is no number that can be counted");
        refused("{\"a\": 1e300}", d -> d.countOrNull("a"), "meeting/a is no number that can be counted");
        refused("{\"a\": 0}", d -> d.flagOrNull("a"), "meeting/a is no true or false");
        refused("{\"a\": \"yesterday\"}", d -> d.instantOrNull("a"), "meeting/a is no moment");
        refused("{\"a\": \"+12026-01-01T00:00:00Z\"}", d -> d.instantOrNull("a"), "meeting/a is no moment of our time");
        refused("{\"a\": \"1-1-1-1-1\"}", d -> d.uuidOrNull("a"), "meeting/a is no UUID");
        refused("{\"a\": {}}", d -> d.textsOrNull("a"), "meeting/a is no list");
        refused("{\"a\": [null]}", d -> d.textsOrNull("a"), "meeting/a is no list of texts");
        refused("{\"a\": []}", d -> d.objectOrNull("a"), "meeting/a is no object");
        refused("{\"a\": [{}, 1]}", d -> d.objectsOrNull("a"), "meeting/a/1 is no object");
        refused("{\"a\": [{\"b/c\": 1}]}", d -> d.objects("a").getFirst().text("b/c"), "meeting/a/*/b~1c is no text");
    }

    @Test
    void what_nobody_asked_for_is_unknown_wherever_it_is() {
        var document =
                read("{\"a\": 1, \"new\": 1, \"skipped\": 1, \"o\": {\"new\": 1}, \"l\": [{\"x\": 1}, {\"y/z\": 1}]}");
        document.count("a");
        document.skip("skipped");
        document.object("o");
        document.objects("l");
        assertThat(document.unknown())
                .containsExactlyInAnyOrder("meeting/new", "meeting/o/new", "meeting/l/*/x", "meeting/l/*/y~1z");
        document.strange("a");
        assertThat(document.unknown()).contains("meeting/a");
    }

    @Test
    void however_much_is_unknown_it_is_told_of_in_bounds() {
        var json = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            json.append('"').append(i).append("x".repeat(1_000)).append("\":1,");
        }
        assertThat(read(json.append("\"last\":1}").toString()).unknown())
                .hasSize(Document.UNKNOWN)
                .allMatch(name -> name.length() < 100);
    }

    @Test
    void what_no_store_can_hold_is_replaced() {
        var document = read("{\"a\": \"x\\u0000y\\ud800z\\ud83d\\ude00\", \"l\": [\"\\u0000\"]}");
        assertThat(document.text("a")).isEqualTo("x\ufffdy\ufffdz\ud83d\ude00");
        assertThat(document.textsOrNull("l")).containsExactly("\ufffd");
    }

    @Test
    void equal_documents_have_equal_fingerprints() {
        assertThat(read("{\"a\": [1, null]}").fingerprint())
                .isEqualTo(read(" {\"a\":[1,null]}").fingerprint())
                .isNotEqualTo(read("{\"a\": [1]}").fingerprint())
                .hasSize(32);
    }

    @Test
    void a_part_can_be_read_as_if_it_had_come_alone() {
        var list = read("{\"items\": [{\"a\": 1}]}");
        var item = list.objects("items").getFirst();
        assertThat(item.alone("item").unknown()).containsExactly("item/a");
        assertThat(item.unknown()).containsExactly("meeting/items/*/a");
    }

    @Test
    void a_code_is_a_word_or_nothing() {
        assertThat(new RemoteFailure.Absent(404, "NOT_FOUND").code()).isEqualTo("NOT_FOUND");
        assertThat(new RemoteFailure.Absent(404, "see http://10.0.0.1/").code()).isNull();
    }
}
