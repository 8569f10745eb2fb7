package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret key is replaced: with the old one beside it for a while, and nobody has to tell a credential or a token again. */
class SecretKeyTest {
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @TempDir
    Path data;

    private static String key(int fill) {
        var bytes = new byte[32];
        bytes[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private GatewayProcess start(String secretKey) {
        var settings = GatewayProcess.settings(data);
        settings.put("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8");
        settings.put("GATEWAY_SECRET_KEY", secretKey);
        return GatewayProcess.start(settings);
    }

    @Test
    void what_the_old_key_sealed_is_sealed_with_the_new_one_which_then_is_enough() {
        var theirs = Tenant.create(SharedGateway.get());
        String connection;
        String token;
        Object before;
        try (var gateway = start(OLD)) {
            var account = MirroredAccount.of("meetlog", theirs, theirs.person("Ann"), null, gateway)
                    .loaded();
            connection = account.ours().path() + "/connections/" + account.connection();
            token = account.ours().canonical(account.bob()).bearer();
            account.ours().admin().post(connection + "/pause", new JsonObject());
            before = account.state().getValue("last_success_at");
        }
        try (var gateway = start(NEW + "," + OLD)) {
            assertThat(gateway.log()).contains("encrypted anew, with the first secret key: 1");
        }
        try (var gateway = start(NEW)) {
            var admin = Api.admin(gateway);
            admin.post(connection + "/resume", new JsonObject());
            Wait.until(
                    "it is mirrored again",
                    () -> !admin.get(connection)
                            .json()
                            .getValue("last_success_at")
                            .equals(before));
            assertThat(admin.get(connection).json().getString("state")).isEqualTo("active");
            assertThat(new Api(gateway.api(), "canonical", token).get("/v1/me").status())
                    .isEqualTo(200);
        }
    }
}
