package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutationsTest {
    private static final Buffer DOCUMENT = Buffer.buffer("{\"a\":[1,{\"b\":null}],\"c\":\"x\"}");

    private static List<String> bodies(List<Mutations.Spoilt> spoilt) {
        return spoilt.stream().map(one -> one.body().toString()).toList();
    }

    @Test
    void every_member_and_every_item_is_once_of_another_type() {
        assertThat(bodies(Mutations.ofAnotherType(DOCUMENT)))
                .containsExactly(
                        "{\"a\":\"text\",\"c\":\"x\"}",
                        "{\"a\":[{\"an\":\"object\"},{\"b\":null}],\"c\":\"x\"}",
                        "{\"a\":[1,\"text\"],\"c\":\"x\"}",
                        "{\"a\":[1,{\"b\":{\"an\":\"object\"}}],\"c\":\"x\"}",
                        "{\"a\":[1,{\"b\":null}],\"c\":{\"an\":\"object\"}}");
    }

    @Test
    void every_object_has_once_a_member_that_nobody_knows() {
        assertThat(bodies(Mutations.withUnknown(DOCUMENT)))
                .containsExactly(
                        "{\"a\":[1,{\"b\":null,\"zz_unknown\":\"?\"}],\"c\":\"x\"}",
                        "{\"a\":[1,{\"b\":null}],\"c\":\"x\",\"zz_unknown\":\"?\"}");
    }

    @Test
    void what_is_cut_off_is_shorter() {
        assertThat(bodies(Mutations.brokenOff(DOCUMENT)))
                .startsWith("", "{")
                .allMatch(body -> body.length() < DOCUMENT.length());
    }
}
