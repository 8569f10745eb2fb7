package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireRequest;

class BodyTest {
    @Test
    void of_very_much_that_is_wrong_a_hundred_things_are_told() {
        var body = Body.of(new JsonObject());
        for (int i = 0; i < 1_000; i++) {
            body.reject("field" + i, "is wrong");
        }
        assertThat(body.errors()).hasSize(100);
        assertThat(body.isRejected()).isTrue();
    }

    @Test
    void a_byte_that_is_no_utf8_is_refused_and_not_replaced() {
        var latin = Buffer.buffer("{\"title\":\"Caf\u00e9\"}", "ISO-8859-1");
        assertThatThrownBy(() -> Body.of(WireRequest.get("/").withBody(latin))).isInstanceOf(Problem.Malformed.class);
        var body = Body.of(WireRequest.get("/").withBody(Buffer.buffer("{\"title\":\"Caf\u00e9\"}")));
        assertThat(body.text("title", 10)).isEqualTo("Caf\u00e9");
    }

    @Test
    void what_is_no_item_counts_as_one() {
        var body = Body.of(new JsonObject().put("agenda", new JsonArray(Collections.nCopies(500_000, 1))));
        new ItemReader(List.of(), Map.of()).list(body, "agenda");
        assertThat(body.errors().get("agenda")).hasSize(100).startsWith("item 1 must be an object");
    }
}
