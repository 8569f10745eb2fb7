package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final String CONNECTIONS = "/v1/admin/tenants/acme/connections";

    @TempDir
    Path data;

    private static JsonObject connection(GatewayProcess gateway, String style) {
        var connections = Api.admin(gateway).get(CONNECTIONS).items();
        assertThat(connections).hasSize(3);
        return connections.stream()
                .filter(one -> one.getString("style").equals(style))
                .findFirst()
                .orElseThrow();
    }

    private static String state(GatewayProcess gateway, String style) {
        return connection(gateway, style).getString("state");
    }

    /** Where the simulators are controlled, as it was printed. */
    private static Api control(GatewayProcess gateway) {
        var command = gateway.output().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("curl http://127.0.0.1:"))
                .findFirst()
                .orElseThrow();
        return new Api(command.substring("curl ".length()), "canonical", null);
    }

    private static JsonObject told(GatewayProcess gateway, String style) {
        return control(gateway).unchecked("GET", "/" + style, null).json();
    }

    @Test
    void the_accounts_of_simulated_products_are_mirrored_also_after_another_start_and_their_faults_are_noticed() {
        var settings = GatewayProcess.settings(data);
        String id;
        try (var gateway = GatewayProcess.start(settings, "--demo")) {
            id = connection(gateway, "desktop").getString("id");
        }
        try (var gateway = GatewayProcess.start(settings, "--demo")) {
            var told = told(gateway, "desktop");
            var connection = connection(gateway, "desktop");
            assertThat(connection.getString("id")).isEqualTo(id);
            assertThat(connection.getString("base_url")).isEqualTo(told.getString("base_url"));
            Wait.until(
                    "all is there",
                    () -> connection(gateway, "desktop")
                                    .getJsonObject("progress")
                                    .getLong("items_done")
                            >= told.getLong("meetings"));

            control(gateway).unchecked("PUT", "/desktop/faults/revoked_key", null);
            Wait.until("it is noticed", () -> state(gateway, "desktop").equals("reauth_needed"));
            for (var style : new String[] {"desktop", "meetlog", "minutebase"}) {
                assertThat(told(gateway, style).getLong("over_quota")).isZero();
            }
        }
    }
}
