package org.meetingsgateway.server.app.check;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why something did not work, in the words of an operator: what is at the bottom of what was thrown. */
final class Reason {
    private static final int DEEPEST = 20;

    private Reason() {}

    static String of(Throwable failure) {
        var chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList()
                .reversed();
        if (holds(chain, UnresolvedAddressException.class) || holds(chain, UnknownHostException.class)) {
            return "no such host is known";
        }
        return chain.stream()
                .filter(each -> isSaid(each.getMessage(), each.getCause()))
                .findFirst()
                .map(Throwable::getMessage)
                .orElseGet(() -> holds(chain, ConnectException.class)
                        ? "no connection is accepted there"
                        : chain.getFirst().getClass().getSimpleName());
    }

    /** A message that only repeats the name of the cause says nothing. */
    private static boolean isSaid(@Nullable String message, @Nullable Throwable cause) {
        return message != null && !message.isBlank() && (cause == null || !message.equals(cause.toString()));
    }

    private static boolean holds(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }
}
