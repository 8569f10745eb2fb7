package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.Json;

class ValuesPropertyTest {
    @Provide
    Arbitrary<JsonArray> rows() {
        return Arbitraries.lazyOf(this::scalars, this::lists, this::objects)
                .list()
                .ofMaxSize(6)
                .map(JsonArray::new);
    }

    private Arbitrary<Object> scalars() {
        var text = Arbitraries.strings().withCharRange('\0', '\u07ff').ofMaxLength(12);
        return Arbitraries.oneOf(
                        text.asGeneric(),
                        Arbitraries.longs().asGeneric(),
                        Arbitraries.doubles().asGeneric(),
                        Arbitraries.of(true, false).asGeneric())
                .injectNull(0.1);
    }

    private Arbitrary<Object> lists() {
        return scalars().list().ofMaxSize(3).map(JsonArray::new);
    }

    private Arbitrary<Object> objects() {
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(3), scalars())
                .ofMaxSize(3)
                .map(JsonObject::new);
    }

    @Property
    void what_is_written_is_what_was_found(@ForAll("rows") JsonArray row) {
        var asIs = new JsonArray(Json.bytes(json -> Values.write(json, row)));
        var asPlain = new JsonArray(Json.bytes(json -> Values.write(json, row.getList())));
        assertThat(asIs).isEqualTo(row);
        assertThat(asPlain).isEqualTo(row);
    }

    @Example
    void what_json_has_no_number_for_is_null() {
        for (var number : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.NaN)) {
            assertThat(written(number)).isEqualTo("null");
        }
    }

    @Example
    void long_numbers_keep_their_digits() {
        assertThat(written(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(written(new BigInteger("123456789012345678901234567890")))
                .isEqualTo("123456789012345678901234567890");
        assertThat(written(new BigDecimal("0.1000000000000000055"))).isEqualTo("0.1000000000000000055");
    }

    private static String written(@Nullable Object value) {
        return Json.bytes(json -> Values.write(json, value)).toString();
    }
}
