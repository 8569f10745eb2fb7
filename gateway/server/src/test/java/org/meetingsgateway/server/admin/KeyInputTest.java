package org.meetingsgateway.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.server.access.FakeKeys;
import org.meetingsgateway.server.access.KeyStyles;

class KeyInputTest {
    private static final JsonObject BODY = new JsonObject()
            .put("style", "meetlog")
            .put("person_id", UUID.randomUUID().toString());

    @Test
    void a_key_has_every_scope_of_its_style_when_none_are_named() {
        assertThat(KeyInput.of(BODY, FakeKeys.STYLES).key().scopes()).hasSize(3);
    }

    @Test
    void a_style_that_is_not_served_has_no_keys() {
        assertThatExceptionOfType(Problem.Invalid.class)
                .isThrownBy(() -> KeyInput.of(BODY, new KeyStyles(Map.of())))
                .satisfies(problem -> assertThat(problem.violations())
                        .extracting(Violation::field)
                        .containsExactly("/style"));
    }
}
