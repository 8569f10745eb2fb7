package org.meetingsgateway.server.uploads;

import io.vertx.core.Future;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Upload;

/** Who permits desktop clients to upload. */
@FunctionalInterface
public interface UploadPermits {
    /** A new permission; {@link Problem.Unavailable} where none can be had now. */
    Future<Upload> create(Principal principal);
}
