package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as somebody is told it.
 *
 * @param owned as its owner's {@code /v1} tells it, with the items that are carried
 * @param here as {@code /v1} tells it where it is told
 * @param told what is told
 * @param place the canonical place that is looked at; that of {@code told} where there is none
 * @param connection what the mirrored account is; null where the meeting is the gateway's own
 */
record Seen(
        JsonObject owned,
        JsonObject here,
        JsonObject told,
        String place,
        @Nullable MirroredAccount connection) {
    List<@Nullable Object> values() {
        return Values.at(owned, place);
    }

    List<@Nullable Object> here(String other) {
        return Values.at(here, other);
    }

    List<@Nullable Object> owned(String other) {
        return Values.at(owned, other);
    }
}
