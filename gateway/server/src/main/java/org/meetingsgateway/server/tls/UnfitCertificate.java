package org.meetingsgateway.server.tls;

/** What is in the files cannot be served; the message is a sentence for the operator, and holds nothing of the key. */
public final class UnfitCertificate extends Exception {
    private static final long serialVersionUID = 1;

    UnfitCertificate(String message) {
        super(message);
    }

    UnfitCertificate(String message, Throwable cause) {
        super(message, cause);
    }
}
