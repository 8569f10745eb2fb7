package org.meetingsgateway.server.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard error, a tenth of a second late at the most: lines are written together, because one call to the system for each
 * costs as much as half a request. Named in {@code logback.xml}.
 */
public final class GatheredLines extends OutputStreamAppender<ILoggingEvent> {
    private static final int BYTES = 1 << 15;
    private static final long LATE_MS = 100;

    private @Nullable ScheduledFuture<?> writing;

    @Override
    public void start() {
        setImmediateFlush(false);
        setOutputStream(new Lines());
        super.start();
        writing = getContext()
                .getScheduledExecutorService()
                .scheduleWithFixedDelay(this::write, LATE_MS, LATE_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (writing != null) {
            writing.cancel(false);
        }
        super.stop();
    }

    private void write() {
        try {
            getOutputStream().flush();
        } catch (IOException e) {
            addError("standard error cannot be written to", e);
        }
    }

    private static final class Lines extends BufferedOutputStream {
        Lines() {
            super(new FileOutputStream(FileDescriptor.err), BYTES);
        }

        /** Others write there, too. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
