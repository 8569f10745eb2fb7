package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetingsgateway.server.access.MovableClock;
import org.meetingsgateway.wire.WireResponse;

class RetryAfterTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

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
        assertThat(RetryAfter.of(WireResponse.empty(429).with("Retry-After", value), clock))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
}
