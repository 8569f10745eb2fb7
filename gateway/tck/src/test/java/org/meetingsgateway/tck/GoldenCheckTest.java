package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.wire.WireResponse;

class GoldenCheckTest {
    private static final JsonObject THEN = new JsonObject("""
            {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"a": 1, "b": {"c": null}}, "calls": []}""");

    @Test
    void the_same_answer_passes_whatever_its_blanks() {
        assertThatCode(() -> GoldenCheck.that(served(200, "{ \"a\":1,\"b\":{\"c\":null}}"), THEN))
                .doesNotThrowAnyException();
    }

    @Test
    void members_in_another_order_fail() {
        fails(served(200, "{\"b\":{\"c\":null},\"a\":1}"), THEN);
    }

    @Test
    void a_missing_member_is_not_null() {
        fails(served(200, "{\"a\":1,\"b\":{}}"), THEN);
    }

    @Test
    void another_type_fails() {
        fails(served(200, "{\"a\":1.0,\"b\":{\"c\":null}}"), THEN);
        fails(served(200, "{\"a\":\"1\",\"b\":{\"c\":null}}"), THEN);
    }

    @Test
    void another_status_fails() {
        fails(served(404, "{\"a\":1,\"b\":{\"c\":null}}"), THEN);
    }

    @Test
    void a_body_where_the_case_has_none_fails() {
        fails(served(200, "{}"), new JsonObject().put("status", 200));
    }

    @Test
    void a_misspelt_expectation_fails() {
        fails(served(200, ""), new JsonObject().put("status", 200).put("header", new JsonObject()));
    }

    private static void fails(Served served, JsonObject then) {
        assertThatThrownBy(() -> GoldenCheck.that(served, then)).isInstanceOf(AssertionError.class);
    }

    private static Served served(int status, String body) {
        return new Served(WireResponse.json(status, Buffer.buffer(body)), null, List.of(), Set.of(), null);
    }
}
