package org.meetingsgateway.remote;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a remote product fails. A message never holds a host, a credential or a body; a code is the product's own word, and
 * what is none is left out.
 */
public abstract sealed class RemoteFailure extends RuntimeException {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    private final @Nullable Integer status;
    private final @Nullable String code;

    private RemoteFailure(String message, @Nullable Integer status, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.code = code != null && WORD.matcher(code).matches() ? code : null;
    }

    /** The status that it answered with; null where there was no answer. */
    public @Nullable Integer status() {
        return status;
    }

    /** Its own word for what is wrong; null where it said none. */
    public @Nullable String code() {
        return code;
    }

    /** Its quota is spent, or ours is; or it asks to be left alone for a while. */
    public static final class Limited extends RemoteFailure {
        private final Duration retryAfter;

        public Limited(Duration retryAfter, @Nullable Integer status, @Nullable String code) {
            super("The quota is spent", status, code);
            this.retryAfter = retryAfter;
        }

        /** How long nothing should be asked. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The credential is not (or no longer) good. */
    public static final class Unauthorized extends RemoteFailure {
        public Unauthorized(int status, @Nullable String code) {
            super("The credential is refused", status, code);
        }
    }

    /** The credential is good, and what was asked is refused: a missing scope, a foreign project, a value that it does not take. */
    public static final class Refused extends RemoteFailure {
        public Refused(String message, @Nullable Integer status, @Nullable String code) {
            super(message, status, code);
        }
    }

    /** What was asked for is not there. */
    public static final class Absent extends RemoteFailure {
        public Absent(int status, @Nullable String code) {
            super("It is not there", status, code);
        }
    }

    /** It changed there since it was read. */
    public static final class Conflicting extends RemoteFailure {
        public Conflicting(@Nullable Integer status, @Nullable String code) {
            super("It was changed in the meantime", status, code);
        }
    }

    /** It fails, and may work again by itself: a 5xx, a broken connection, no answer in time. */
    public static final class Unwell extends RemoteFailure {
        public Unwell(String message, @Nullable Integer status, @Nullable String code) {
            super(message, status, code);
        }
    }

    /** Of a write that takes several requests, some were carried out, and a later one failed. */
    public static final class Partial extends RemoteFailure {
        private final RemoteFailure rest;

        private Partial(RemoteFailure rest) {
            super("A part of it was done: " + rest.getMessage(), rest.status(), rest.code());
            this.rest = rest;
        }

        /** What is sent after something was done: fails as {@link Partial}. */
        public static <T> Future<T> after(Future<T> later) {
            return later.recover(failure -> Future.failedFuture(
                    failure instanceof RemoteFailure rest && !(rest instanceof Partial) ? new Partial(rest) : failure));
        }

        /** How the request failed that was not carried out. */
        public RemoteFailure rest() {
            return rest;
        }
    }

    /** An answer that cannot be read as what the style documents. */
    public static final class Unreadable extends RemoteFailure {
        public Unreadable(String message, int status) {
            super(message, status, null);
        }
    }
}
