package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.meetingsgateway.wire.WireRequest;

/** The links lead through a list. */
class OffsetPagingPropertyTest {
    private static final String HOST = "https://gateway.example/desktop";
    private static final String PATH = "/api/projects/7/desktop_recordings/";

    @Property(tries = 300)
    void whoever_follows_next_sees_everything_once(
            @ForAll @LongRange(max = 60) long count, @ForAll @LongRange(min = 1, max = 20) long limit) {
        var seen = new ArrayList<Long>();
        var url = HOST + PATH + "?search=a+b&limit=" + limit;
        while (url != null) {
            var paging = OffsetPaging.of(called(url));
            assertThat(paging.limit()).isEqualTo(limit);
            LongStream.range(paging.offset(), Math.min(count, paging.offset() + limit))
                    .forEach(seen::add);
            url = paging.next(count);
        }
        assertThat(seen).isEqualTo(LongStream.range(0, count).boxed().toList());
    }

    @Property(tries = 300)
    void whoever_follows_previous_comes_to_the_start(
            @ForAll @LongRange(min = -10, max = 1_000) long offset, @ForAll @LongRange(min = -5, max = 50) long limit) {
        var paging = OffsetPaging.of(called(HOST + PATH + "?offset=" + offset + "&limit=" + limit));
        for (var url = paging.previous(); url != null; url = paging.previous()) {
            var before = OffsetPaging.of(called(url));
            assertThat(before.offset()).isEqualTo(Math.max(0, paging.offset() - paging.limit()));
            assertThat(before.limit()).isEqualTo(paging.limit());
            paging = before;
        }
        assertThat(paging.offset()).isZero();
    }

    @Property(tries = 300)
    void every_other_parameter_is_kept(@ForAll String value) {
        var text = value.replaceAll("\\p{Cs}", "?");
        var request = called(HOST + PATH + "?limit=1").with("search", text);
        var next = OffsetPaging.of(request).next(5);
        assertThat(next).isNotNull();
        assertThat(called(next).query().get("search")).isEqualTo(text);
    }

    @Property(tries = 300)
    void any_text_is_a_limit_and_an_offset(@ForAll String text) {
        var paging = OffsetPaging.of(called(HOST + PATH).with("limit", text).with("offset", text));
        assertThat(paging.limit()).isPositive();
        assertThat(paging.offset()).isNotNegative();
        assertThat(paging.offset() + paging.limit()).isPositive();
    }

    private static WireRequest called(String url) {
        var target = new QueryStringDecoder(url.substring(HOST.length()));
        var query = MultiMap.caseInsensitiveMultiMap();
        target.parameters().forEach(query::add);
        return new WireRequest(
                HttpMethod.GET,
                HOST,
                target.rawPath(),
                Map.of(),
                query,
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer());
    }
}
