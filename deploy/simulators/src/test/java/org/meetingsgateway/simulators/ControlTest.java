package org.meetingsgateway.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.simulators.Over.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class ControlTest {
    private final Vertx vertx = Vertx.vertx();
    private Simulators simulators;
    private Over control;

    @BeforeEach
    void start() {
        simulators = await(Simulators.start(vertx, 1, 5, Clock.systemUTC(), 0));
        control = Over.http(vertx, simulators.controlUrl());
    }

    @AfterEach
    void stop() {
        await(simulators.close());
        await(vertx.close());
    }

    private WireResponse.Bytes send(String method, String path, String body) {
        var get = WireRequest.get(path);
        return await(control.send(new WireRequest(
                HttpMethod.valueOf(method),
                "",
                path,
                Map.of(),
                get.query(),
                get.headers(),
                Buffer.buffer(body == null ? "" : body))));
    }

    private JsonObject told(String style) {
        return new JsonObject(send("GET", "/" + style, null).body());
    }

    private static JsonObject fault(JsonObject told, String name) {
        return told.getJsonArray("faults").stream()
                .map(JsonObject.class::cast)
                .filter(fault -> fault.getString("fault").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_simulators_are_told_with_what_a_connection_needs() {
        var all = new JsonObject(send("GET", "/", null).body()).getJsonArray("simulators");
        assertThat(all.stream().map(one -> ((JsonObject) one).getString("style")))
                .containsExactly("desktop", "meetlog", "minutebase");
        for (var simulator : simulators.all()) {
            var told = told(simulator.style());
            assertThat(told.getString("base_url")).isEqualTo(simulator.url());
            assertThat(told.getString("credential"))
                    .isEqualTo(simulator.account().credential());
            assertThat(told.getInteger("upstream_project_id"))
                    .isEqualTo(simulator.account().project());
            assertThat(told.getLong("meetings")).isEqualTo(5);
            assertThat(told.getJsonArray("faults")).hasSize(Fault.values().length);
        }
    }

    @Test
    void a_fault_is_switched_on_and_off() {
        var on = send("PUT", "/meetlog/faults/rate_limited", "{\"share\": 0.5, \"times\": 3, \"seconds\": 1}");
        assertThat(on.status()).isEqualTo(200);
        assertThat(await(simulators.all().get(1).faults())).containsEntry(Fault.RATE_LIMITED, new Dose(0.5, 3, 1));
        assertThat(fault(told("meetlog"), "rate_limited").getBoolean("on")).isTrue();
        assertThat(fault(told("desktop"), "rate_limited").getBoolean("on")).isFalse();

        assertThat(send("DELETE", "/meetlog/faults/rate_limited", null).status())
                .isEqualTo(200);
        assertThat(await(simulators.all().get(1).faults())).isEmpty();

        send("PUT", "/desktop/faults/slow", null);
        send("PUT", "/desktop/faults/dropped", null);
        assertThat(await(simulators.all().getFirst().faults())).hasSize(2);
        send("DELETE", "/desktop/faults", null);
        assertThat(await(simulators.all().getFirst().faults())).isEmpty();
    }

    @Test
    void meetings_come_change_and_go_and_quotas_are_set() {
        send("POST", "/minutebase/creations", "{\"count\": 4}");
        assertThat(told("minutebase").getLong("meetings")).isEqualTo(9);
        send("POST", "/minutebase/changes", "{\"count\": 10}");
        send("POST", "/minutebase/deletions", null);
        assertThat(told("minutebase").getLong("meetings")).isEqualTo(8);

        send("PUT", "/minutebase/quota", "{\"requests\": 7, \"seconds\": 2}");
        assertThat(told("minutebase").getJsonObject("quota"))
                .isEqualTo(new JsonObject().put("requests", 7).put("seconds", 2));
        send("DELETE", "/minutebase/quota", null);
        assertThat(told("minutebase").getJsonObject("quota")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /zoom                 |                 | 404
            GET    | /meetlog/other        |                 | 404
            PUT    | /meetlog/faults/quake |                 | 404
            PUT    | /meetlog/faults/slow  | {"share": 2}    | 400
            PUT    | /meetlog/faults/slow  | {"share": "x"}  | 400
            PUT    | /meetlog/faults/slow  | {"times": 0}    | 400
            PUT    | /meetlog/faults/slow  | {               | 400
            PUT    | /meetlog/quota        | {"requests": 0} | 400
            POST   | /meetlog/creations    | {"count": 0}    | 400
            GET    | /meetlog/creations    |                 | 405
            POST   | /meetlog              |                 | 405
            DELETE | /                     |                 | 405
            """)
    void what_makes_no_sense_is_refused(String method, String path, String body, int status) {
        var answer = send(method, path, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("error")).isNotBlank();
        assertThat(await(simulators.all().get(1).faults())).isEmpty();
    }
}
