package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheDirectivesTest {
    private static @Nullable Duration maxAge(String... headers) {
        var request = Requests.get("/");
        for (var header : headers) {
            request.headers().add("Cache-Control", header);
        }
        return CacheDirectives.maxAge(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            no-cache                                  | 0
            No-Cache                                  | 0
            max-age=0                                 | 0
            max-age=60                                | 60
            MAX-AGE=60                                | 60
            max-age="60"                              | 60
            max-age="6\\0"                            | 60
            no-store, max-age=60 ,no-transform        | 60
            ,, max-age=60,                            | 60
            max-age=60, no-cache                      | 0
            no-cache, max-age=60                      | 0
            max-age=60, max-age=0                     | 60
            foo="a, no-cache", max-age=60             | 60
            foo="\\", no-cache, max-age=60"           |
            max-age=60, max-stale=30                  | 90
            max-age=60, min-fresh=20                  | 40
            max-age=10, min-fresh=20                  | 0
            max-age=99999999999999999999              | 2147483648
            bad directive, max-age=60                 | 60
            max-age=x, no-cache                       | 0
            max-age = 5, no-cache                     | 0""")
    void a_limit_of_the_age_is_read(String header, @Nullable Long seconds) {
        assertThat(maxAge(header)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "no-store",
                "max-age",
                "max-age=",
                "max-age=-1",
                "max-age=1.5",
                "max-age=٣",
                "max-age=\"60",
                "max-age=60 s",
                "no-cache no-store",
                "no-cachex",
                "max-stale=60",
                "min-fresh=60",
                "max-age=0, max-stale",
                "only-if-cached",
                "no-cache, only-if-cached",
                "max-age=0, only-if-cached"
            })
    void without_one_any_age_will_do(String header) {
        assertThat(maxAge(header)).isNull();
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(maxAge("no-store", "max-age=7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(maxAge()).isNull();
    }

    @Test
    void a_long_argument_is_read_to_its_end() {
        assertThat(maxAge("foo=\"" + "\\x".repeat(100_000) + "\", no-cache")).isEqualTo(Duration.ZERO);
    }
}
