package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.metrics.Metrics;
import org.slf4j.LoggerFactory;

class AccessLogTest {
    private final Gate gate = new Gate(ServerLimits.DEFAULT);
    private final Logger log = (Logger) LoggerFactory.getLogger("access");
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getKeyValuePairs().stream()
                    .map(pair -> pair.key + "=" + pair.value)
                    .collect(Collectors.joining(" ")));
        }
    };

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void stop() {
        log.detachAppender(appender);
        log.setLevel(null);
        gate.close();
    }

    @Test
    void every_request_is_one_line_without_a_secret() throws InterruptedException {
        gate.ask("GET /api/things/private-path?token=k-anna-read", "X-Request-Id: first");
        assertThat(lines.poll(10, TimeUnit.SECONDS))
                .matches("request_id=first surface=legacy route=/api/things/:id method=GET status=200"
                        + " duration_ms=[0-9.]+ bytes=12 tenant=acme credential=anna");
        gate.ask("BREW /nowhere/private-path?token=private", "X-Request-Id: second");
        assertThat(lines.poll(10, TimeUnit.SECONDS))
                .matches("request_id=second surface=modern route=unmatched method=_OTHER status=404"
                        + " duration_ms=[0-9.]+ bytes=22");
        gate.ask("GET /accounts/acme/api/things/7.txt?token=k-anna-read", "X-Request-Id: third");
        assertThat(lines.poll(10, TimeUnit.SECONDS))
                .startsWith("request_id=third surface=account route=/api/things/:id method=GET status=200")
                .doesNotContain("k-anna");
        assertThat(lines).isEmpty();
        assertThat(gate.metrics.scrape(Metrics.PROMETHEUS_TEXT))
                .containsPattern("method=\"GET\",route=\"/api/things/:id\",status=\"200\",surface=\"account\"")
                .doesNotContain("k-anna", "private", ".txt");
    }
}
