package org.meetingsgateway.memory;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireResponse;

/**
 * What became of a request.
 *
 * @param response with the whole body, also where it was sent in pieces
 * @param endpoint that has the path and the method; null where none has
 * @param calls that the source was asked, in order
 * @param parameters of the query that were looked at
 * @param failure that the response tells of; null for a success
 */
public record Served(
        WireResponse.Bytes response,
        @Nullable Endpoint endpoint,
        List<Call<?>> calls,
        Set<String> parameters,
        @Nullable Throwable failure) {}
