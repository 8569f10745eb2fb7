package org.meetingsgateway.server.canonical;

import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.wire.EntityTag;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Entity tags and the conditions on them (RFC 9110 §8.8.3, §13.1). The tag of a thing is its version, alone or followed
 * by {@code -} and more.
 */
public final class EntityTags {
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,18})(-.*)?");

    private EntityTags() {}

    static String of(Meeting meeting) {
        return "\"" + meeting.version() + "-" + meeting.tag() + "\"";
    }

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The answer, or 304 where the caller has it already. */
    static WireResponse answer(WireRequest request, String tag, WireResponse.Bytes response) {
        var known = EntityTag.listed(request.headers(), "If-None-Match");
        var answer = known != null && EntityTag.matches(known, tag) ? WireResponse.empty(304) : response;
        return answer.with("ETag", tag).with("Cache-Control", "private, no-cache");
    }

    /**
     * The versions that the writer has seen; null where any will do. A weak tag never matches.
     *
     * @throws Problem.Malformed when it is no list of tags
     */
    public static @Nullable Precondition ifMatch(WireRequest request) {
        var listed = EntityTag.listed(request.headers(), "If-Match");
        if (listed == null || listed.isEmpty()) {
            return null;
        }
        var versions = new HashSet<Long>();
        for (var tag : listed) {
            var version = VERSION.matcher(tag.opaque());
            if (!tag.weak() && version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
        }
        return new Precondition(versions);
    }

    /** As {@link #ifMatch}, where a write must say what it changes. */
    static @Nullable Precondition requiredIfMatch(WireRequest request) {
        if (request.header("If-Match") == null) {
            throw new Problem.PreconditionRequired();
        }
        return ifMatch(request);
    }
}
