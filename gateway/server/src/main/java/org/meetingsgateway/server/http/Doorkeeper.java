package org.meetingsgateway.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.RawUnixChannelOption;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Linux overlook new connections to a listening socket, by a packet filter of the socket (socket(7),
 * {@code SO_ATTACH_FILTER}) that drops what asks for one. Whoever asks repeats it a second later, and is refused if the
 * socket is closed by then.
 */
final class Doorkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    /** {@code struct sock_fprog} of 64 bits: a short, and a pointer. */
    private static final int PROGRAM_BYTES = 16;

    private static final RawUnixChannelOption FILTER =
            new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_BYTES);

    /** {@code struct sock_filter}: code, how far to jump when it is so and when it is not, operand. */
    private record Instruction(int code, int whenTrue, int whenFalse, int operand) {
        static final int BYTES = 8;
    }

    /** Drops a SYN, which asks for a connection, and nothing else: the packet starts with its TCP header (RFC 9293, 3.1). */
    private static final Instruction[] DROP_SYN = {
        new Instruction(0x30, 0, 0, 13), // load the byte of flags
        new Instruction(0x54, 0, 0, 0x12), // of which SYN and ACK count
        new Instruction(0x15, 0, 1, 0x02), // SYN alone?
        new Instruction(0x06, 0, 0, 0), // then nothing of it is taken
        new Instruction(0x06, 0, 0, -1), // else all
    };

    private Doorkeeper() {}

    /** Does nothing where the socket is not one of Linux' own, or may not have a filter. */
    static void letNobodyIn(Channel listening) {
        if (!(listening instanceof EpollServerSocketChannel)) {
            return;
        }
        var code = direct(DROP_SYN.length * Instruction.BYTES);
        for (var each : DROP_SYN) {
            code.putShort((short) each.code())
                    .put((byte) each.whenTrue())
                    .put((byte) each.whenFalse())
                    .putInt(each.operand());
        }
        var program = direct(PROGRAM_BYTES)
                .putShort(0, (short) DROP_SYN.length)
                .putLong(Long.BYTES, Buffer.memoryAddress(code));
        try {
            listening.config().setOption(FILTER, program);
        } catch (ChannelException e) {
            LOG.info("connections that come while the listening socket is closed may be reset: {}", e.getMessage());
        } finally {
            Reference.reachabilityFence(code);
        }
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
