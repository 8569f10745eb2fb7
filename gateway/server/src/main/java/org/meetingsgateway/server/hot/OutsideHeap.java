package org.meetingsgateway.server.hot;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that a socket takes from without another copy. The collector frees it together with the buffer, and since it does
 * not hurry for what is not in the heap, what nobody uses any more counts until then. Safe from any thread.
 */
final class OutsideHeap {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes at once */
    OutsideHeap(long most) {
        this.most = most;
    }

    /** A copy outside the heap; where that is full, it is in the heap, where the collector does hurry. */
    Buffer copy(Buffer buffer) {
        var bytes = buffer.getBytes();
        if (!take(bytes.length)) {
            return Buffer.buffer(bytes);
        }
        var memory = ByteBuffer.allocateDirect(bytes.length);
        int length = bytes.length; // the bytes themselves must not be held by what frees them
        CLEANER.register(memory, () -> taken.addAndGet(-length));
        return BufferInternal.buffer(Unpooled.unreleasableBuffer(
                Unpooled.wrappedBuffer(memory.put(bytes).flip())));
    }

    /** Bytes that are not free yet. */
    long taken() {
        return taken.get();
    }

    private boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }
}
