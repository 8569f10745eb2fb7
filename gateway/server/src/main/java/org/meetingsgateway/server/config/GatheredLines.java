package org.meetingsgateway.server.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Standard error, a twentieth of a second late at the most. Whoever logs only adds bytes to those that are gathered: it wakes
 * nobody, makes no call to the system and never waits for the reader, and where that one is too slow, lines are lost. Named in {@code logback.xml}.
 */
public final class GatheredLines extends OutputStreamAppender<ILoggingEvent> {
    static final int MOST_BYTES = 4 << 20;
    private static final int USUAL_BYTES = 1 << 15;
    private static final long LATE_MS = 50;

    private final OutputStream to;
    /** Of those who write to it: they may have to wait for its reader. */
    private final ReentrantLock turn = new ReentrantLock();

    private @Nullable ScheduledFuture<?> writing;
    /** Under the lock of the appender, as all writers are. */
    private ByteArrayOutputStream gathered = new ByteArrayOutputStream(USUAL_BYTES);

    public GatheredLines() {
        this(new FileOutputStream(FileDescriptor.err));
    }

    GatheredLines(OutputStream to) {
        this.to = to;
    }

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
        write();
    }

    private void write() {
        turn.lock();
        try {
            taken().writeTo(to);
        } catch (IOException e) {
            addError("standard error cannot be written to", e);
        } finally {
            turn.unlock();
        }
    }

    private ByteArrayOutputStream taken() {
        streamWriteLock.lock();
        try {
            var taken = gathered;
            if (taken.size() > 0) {
                gathered = new ByteArrayOutputStream(USUAL_BYTES);
            }
            return taken;
        } finally {
            streamWriteLock.unlock();
        }
    }

    private final class Lines extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        /** All of it, or nothing: a line is not cut. */
        @Override
        public void write(byte[] bytes, int from, int length) {
            if (gathered.size() + length <= MOST_BYTES) {
                gathered.write(bytes, from, length);
            }
        }
    }
}
