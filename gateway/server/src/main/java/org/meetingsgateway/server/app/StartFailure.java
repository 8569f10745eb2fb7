package org.meetingsgateway.server.app;

/** The gateway cannot start; the message is a sentence for the operator. */
final class StartFailure extends Exception {
    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
