package org.meetingsgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatheredLinesTest {
    private static final int LINES = 60_000;

    private final LoggerContext context = new LoggerContext();

    /** What reads the lines, but only when it is told to. */
    private static final class Reader extends ByteArrayOutputStream {
        private final CountDownLatch begins = new CountDownLatch(1);
        private final CountDownLatch reads = new CountDownLatch(1);

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (length == 0) {
                return;
            }
            begins.countDown();
            try {
                assertThat(reads.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            super.write(bytes, from, length);
        }
    }

    private GatheredLines lines(Reader reader) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        var lines = new GatheredLines(reader);
        lines.setContext(context);
        lines.setEncoder(encoder);
        lines.start();
        return lines;
    }

    private void log(GatheredLines lines, String message) {
        var event = new LoggingEvent("test", context.getLogger("access"), Level.INFO, message, null, null);
        lines.doAppend(event);
    }

    @Test
    void all_lines_are_written_in_their_order_before_the_end() {
        var reader = new Reader();
        reader.reads.countDown();
        var lines = lines(reader);
        for (int n = 0; n < 1_000; n++) {
            log(lines, "line " + n);
        }
        lines.stop();
        var written = reader.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(written).hasSize(1_000).startsWith("line 0").endsWith("line 999");
    }

    @Test
    void nobody_waits_for_a_reader_that_is_too_slow_and_what_is_gathered_has_a_bound() throws InterruptedException {
        var reader = new Reader();
        var lines = lines(reader);
        log(lines, "first");
        assertThat(reader.begins.await(30, TimeUnit.SECONDS)).isTrue();
        var line = "x".repeat(99);
        for (int n = 0; n < LINES; n++) {
            log(lines, line);
        }
        reader.reads.countDown();
        lines.stop();
        assertThat(LINES * 100).isGreaterThan(GatheredLines.MOST_BYTES);
        assertThat(reader.size() - "first\n".length())
                .isBetween(GatheredLines.MOST_BYTES - 100, GatheredLines.MOST_BYTES);
        assertThat(reader.toString(StandardCharsets.UTF_8).lines().skip(1)).allMatch(line::equals);
    }
}
