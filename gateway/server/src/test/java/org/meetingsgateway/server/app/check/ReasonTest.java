package org.meetingsgateway.server.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static Throwable wrapped(IOException failure) {
        return new IllegalStateException(new CompletionException(new UncheckedIOException(failure)));
    }

    private static IOException noConnection(Exception cause) {
        var failure = new ConnectException();
        failure.initCause(cause);
        return failure;
    }

    @Test
    void what_is_at_the_bottom_is_told_and_not_what_it_is_wrapped_in() {
        assertThat(Reason.of(wrapped(new IOException("the bottom")))).isEqualTo("the bottom");
        assertThat(Reason.of(new IOException("no handshake", new IOException("no path to a root"))))
                .isEqualTo("no path to a root");
        assertThat(Reason.of(new IOException("it does not answer in time", new TimeoutException())))
                .isEqualTo("it does not answer in time");
    }

    @Test
    void a_connection_that_fails_without_a_word_is_told_in_words() {
        assertThat(Reason.of(wrapped(noConnection(new ClosedChannelException()))))
                .isEqualTo("no connection is accepted there");
        assertThat(Reason.of(wrapped(noConnection(new UnresolvedAddressException()))))
                .isEqualTo("no such host is known");
        assertThat(Reason.of(new UnknownHostException("nowhere"))).isEqualTo("no such host is known");
    }

    @Test
    void what_says_nothing_at_all_is_told_by_its_name() {
        assertThat(Reason.of(new CompletionException(new TimeoutException()))).isEqualTo("TimeoutException");
    }
}
