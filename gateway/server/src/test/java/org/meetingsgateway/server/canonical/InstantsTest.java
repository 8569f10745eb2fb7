package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    @Provide
    Arbitrary<Instant> moments() {
        return Things.moments();
    }

    private static String written(Instant moment) {
        var bytes = new byte[Instants.MAX_LENGTH];
        return new String(bytes, 0, Instants.write(moment, bytes), StandardCharsets.US_ASCII);
    }

    @Property(tries = 5_000)
    void a_moment_is_written_as_the_library_writes_it_and_read_back(@ForAll("moments") Instant moment) {
        assertThat(written(moment)).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(moment));
        assertThat(Instants.parse(written(moment))).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "1900-02-28T23:59:59Z",
                "1900-03-01T00:00:00Z",
                "2000-02-29T12:00:00.100Z",
                "2024-02-29T23:59:59.000001Z",
                "2026-12-31T23:59:59.120Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void every_edge_of_the_calendar_is_written_as_it_is(String text) {
        assertThat(written(Instant.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:00:00+02:00, 2026-03-01T07:00:00Z",
        "2026-01-02T03:04:05+19:00, 2026-01-01T08:04:05Z",
        "2026-01-02T03:04:05-23:59, 2026-01-03T03:03:05Z",
        "2026-01-01t00:00:00z, 2026-01-01T00:00:00Z",
        "2026-03-01T09:00:00.5Z, 2026-03-01T09:00:00.500Z",
        "2026-03-01T09:00:00.123456789-00:30, 2026-03-01T09:30:00.123456Z"
    })
    void any_offset_is_read_and_kept_to_the_microsecond(String given, String written) {
        assertThat(written(Instants.parse(given))).isEqualTo(written);
    }

    @Test
    void a_year_that_the_format_does_not_have_is_refused() {
        assertThatThrownBy(() -> written(Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
