package org.meetingsgateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final String LATER = "Thu, 01 Jan 2026 00:00:30 GMT";

    private static WireResponse response(String retryAfter) {
        return WireResponse.empty(429).with("Retry-After", retryAfter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | 0
            17                            | 17
            3601                          | 3600
            999999999999999999            | 3600
            Thu, 1 Jan 2026 00:00:30 GMT  | 30
            Thu, 01 Jan 2026 00:00:30 GMT | 30
            Wed, 31 Dec 2025 23:59:00 GMT | 0
            Fri, 01 Jan 2027 00:00:00 GMT | 3600
            soon                          |
            -1                            |
            1.5                           |
            ''                            |
            99999999999999999999999       |
            """)
    void seconds_and_dates_are_understood(String value, Integer seconds) {
        assertThat(RetryAfter.of(response(value), Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @Test
    void a_date_counts_from_the_date_of_the_response() {
        var response = response(LATER).with("Date", "Thu, 01 Jan 2026 00:00:20 GMT");
        assertThat(RetryAfter.of(response)).contains(Duration.ofSeconds(10));
        assertThat(RetryAfter.of(response, Instant.EPOCH)).contains(Duration.ofSeconds(10));
    }

    @Test
    void a_date_that_nothing_counts_from_says_nothing() {
        assertThat(RetryAfter.of(response(LATER))).isEmpty();
        assertThat(RetryAfter.of(response(LATER).with("Date", "today"))).isEmpty();
        assertThat(RetryAfter.of(WireResponse.empty(429))).isEmpty();
    }
}
