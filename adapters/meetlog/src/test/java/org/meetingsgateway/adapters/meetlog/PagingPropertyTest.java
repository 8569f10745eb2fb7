package org.meetingsgateway.adapters.meetlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class PagingPropertyTest {
    private static final WireRequest LIST = WireRequest.get("/api/v1/export/transcripts");

    @Property
    void any_whole_number_is_pulled_into_its_bounds(@ForAll BigInteger page, @ForAll BigInteger size) {
        var slice = Paging.of(LIST.with("page", page).with("page_size", size));
        assertThat(slice.page()).isEqualTo(within(page, Integer.MAX_VALUE));
        assertThat(slice.size()).isEqualTo((int) within(size, 100));
        assertThat(slice.offset()).isNotNegative();
    }

    private static long within(BigInteger number, long max) {
        return number.max(BigInteger.ONE).min(BigInteger.valueOf(max)).longValueExact();
    }

    @Property
    void what_is_no_whole_number_is_refused_by_name(@ForAll String text, @ForAll boolean first) {
        var name = first ? "page" : "page_size";
        if (!text.matches("[+-]?[0-9]+")) {
            assertThatThrownBy(() -> Paging.of(LIST.with(name, text)))
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("Parameter " + name + " ");
        }
    }

    @Property
    void the_pages_hold_everything_and_the_last_is_not_empty(
            @ForAll @LongRange(min = 0, max = 1L << 40) long total, @ForAll @IntRange(min = 1, max = 100) int size) {
        var pages = totalPages(total, size);
        assertThat(pages * size).isGreaterThanOrEqualTo(total);
        assertThat(pages == 0 ? total == 0 : (pages - 1) * size < total).isTrue();
    }

    @Example
    void the_published_totals_come_out() {
        assertThat(totalPages(137, 50)).isEqualTo(3);
        assertThat(totalPages(42, 50)).isEqualTo(1);
        assertThat(totalPages(5, 50)).isEqualTo(1);
    }

    private static long totalPages(long total, int size) {
        var response = (WireResponse.Bytes) MeetLogJson.page(
                new Page<String>(List.of(), total, null), new Slice.Numbered(1, size), (json, item) -> {});
        return new JsonObject(response.body()).getJsonObject("meta").getLong("total_pages");
    }
}
