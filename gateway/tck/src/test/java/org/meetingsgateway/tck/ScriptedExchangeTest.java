package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.wire.WireRequest;

class ScriptedExchangeTest {
    private final ScriptedExchange exchange = ScriptedExchange.of(new JsonArray("""
            [{"request": {"target": "/a?q=x%20y", "headers": {"Authorization": "Bearer k"}},
              "response": {"status": 201, "headers": {"X": "y"}, "body": {"a": 1}}}]"""));

    private static WireRequest request() {
        var request = WireRequest.get("/a").with("q", "x y");
        request.headers().set("Authorization", "Bearer k");
        return request;
    }

    @Test
    void what_is_expected_is_answered() {
        var response = exchange.send(request()).result();
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().get("x")).isEqualTo("y");
        assertThat(response.body().toString()).isEqualTo("{\"a\":1}");
        assertThatCode(exchange::mustBeEmpty).doesNotThrowAnyException();
    }

    @Test
    void another_request_fails_also_where_nobody_minds() {
        assertThat(exchange.send(request().with("q", "z")).cause())
                .isInstanceOf(AssertionError.class)
                .hasMessage("GET /a?q=x%20y was expected, not GET /a?q=z");
        assertThatThrownBy(exchange::mustBeEmpty).isInstanceOf(AssertionError.class);
    }

    @Test
    void another_header_fails() {
        var request = request();
        request.headers().set("Authorization", "Bearer other");
        assertThat(exchange.send(request).failed()).isTrue();
    }

    @Test
    void a_body_that_is_not_expected_fails() {
        assertThat(exchange.send(request().withBody(Buffer.buffer("b"))).failed())
                .isTrue();
    }

    @Test
    void what_is_never_sent_is_missed_and_what_is_too_much_is_refused() {
        assertThatThrownBy(exchange::mustBeEmpty).isInstanceOf(AssertionError.class);
        exchange.send(request());
        assertThat(exchange.send(request()).failed()).isTrue();
        assertThatThrownBy(exchange::mustBeEmpty).isInstanceOf(AssertionError.class);
    }
}
