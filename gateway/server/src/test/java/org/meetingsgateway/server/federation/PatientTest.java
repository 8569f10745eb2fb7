package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class PatientTest {
    private static final WireRequest REQUEST = new WireRequest(
            HttpMethod.POST,
            "http://127.0.0.1",
            "/",
            Map.of(),
            MultiMap.caseInsensitiveMultiMap(),
            MultiMap.caseInsensitiveMultiMap(),
            Buffer.buffer());

    private final List<WireRequest> sent = new ArrayList<>();
    private final Exchange upstream = request -> {
        sent.add(request);
        return Future.succeededFuture(
                new WireResponse.Bytes(200, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("{}")));
    };

    @Test
    void as_long_as_somebody_waits_it_is_sent() {
        var answer = Patient.from(upstream, Duration.ofMinutes(1)).send(REQUEST);

        assertThat(answer.result().status()).isEqualTo(200);
        assertThat(sent).containsExactly(REQUEST);
    }

    @Test
    void once_nobody_waits_nothing_is_sent_and_nothing_is_in_doubt() {
        var late = new Patient(upstream, System.nanoTime() - 1);

        var answer = late.send(REQUEST);

        assertThat(answer.cause()).isInstanceOf(RemoteFailure.Unwell.class);
        assertThat(RemoteProblems.mayHaveArrived(answer.cause())).isFalse();
        assertThat(sent).isEmpty();
    }
}
