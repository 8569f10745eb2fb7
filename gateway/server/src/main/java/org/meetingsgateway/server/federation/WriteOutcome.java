package org.meetingsgateway.server.federation;

import java.util.List;
import java.util.stream.Stream;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.remote.RemoteFailure;

/** What came of a write to a remote account. */
enum WriteOutcome implements Coded {
    /** It is there, and here. */
    WRITTEN,
    /** The account does not take it, or not from this credential. */
    REFUSED,
    /** The quota is spent. */
    LIMITED,
    /** The account does not answer, and has not got it. */
    UNWELL,
    /** It, or a part of it, may have arrived: that is found out later. */
    UNKNOWN,
    /** Nothing was sent: too many write to the account, or somebody else to the meeting. */
    BUSY;

    static final List<String> CODES = Stream.of(values()).map(Coded::code).toList();

    /** Of a write that has not arrived. */
    static WriteOutcome of(Throwable failure) {
        return switch (failure) {
            case RemoteFailure.Limited f -> LIMITED;
            case RemoteFailure.Unwell f -> UNWELL;
            default -> REFUSED;
        };
    }
}
