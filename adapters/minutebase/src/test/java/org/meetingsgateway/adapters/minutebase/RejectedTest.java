package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.WireResponse;

class RejectedTest {
    private static RemoteFailure failure(int status, String body) {
        return Objects.requireNonNull(RemoteFailures.ofWrite(
                new WireResponse.Bytes(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body))));
    }

    @Test
    void a_rejected_record_is_refused_with_its_messages() {
        var body = "{\"id\":\"1\",\"errors\":{\"title\":[\"is blank\",\"is short\"],\"start_at\":\"is no time\"}}";
        for (int status : new int[] {200, 201, 400, 422}) {
            assertThat(failure(status, body))
                    .isInstanceOf(RemoteFailure.Refused.class)
                    .hasMessage("It rejects title: is blank; title: is short; start_at: is no time")
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(status));
        }
    }

    @Test
    void no_errors_are_no_refusal() {
        var body = Buffer.buffer("{\"id\":\"1\",\"errors\":{}}");
        assertThat(RemoteFailures.ofWrite(new WireResponse.Bytes(200, MultiMap.caseInsensitiveMultiMap(), body)))
                .isNull();
    }

    @Test
    void any_other_refusal_may_say_one_sentence() {
        assertThat(failure(403, "{\"error\":\"You may not see this\"}"))
                .hasMessage("It refuses what was asked: You may not see this");
        assertThat(failure(403, "<html>a secret</html>")).hasMessage("It refuses what was asked");
        assertThat(failure(403, "[1]")).hasMessage("It refuses what was asked");
    }

    @Test
    void other_failures_say_nothing_of_the_body() {
        assertThat(failure(409, "{\"error\":\"Ann was faster\"}")).hasMessage("It was changed in the meantime");
        assertThat(failure(500, "{\"error\":\"Line 7\"}")).hasMessage("It fails");
    }

    @Test
    void what_is_shown_is_one_line_without_addresses_and_not_too_long() {
        var body = "{\"error\":\"See https://db.internal:5432/x now,\\n \\u0000" + "x".repeat(1_000) + "\"}";
        assertThat(failure(400, body).getMessage())
                .startsWith("It refuses what was asked: See … now,   xxx")
                .hasSizeLessThan(250);
        var many = new StringBuilder("{\"errors\":{\"a\":[\"b\"");
        for (int i = 0; i < 100; i++) {
            many.append(",\"b\"");
        }
        assertThat(failure(422, many + "]}}")).hasMessage("It rejects a: b; a: b; a: b; a: b; a: b");
    }
}
