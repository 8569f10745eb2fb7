package org.meetingsgateway.server.sync;

/** Somebody else runs the connection now, or it was paused, changed or deleted: nothing more is to be done here. */
public final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Lost() {
        super("The connection is not ours any more", null, false, false);
    }
}
