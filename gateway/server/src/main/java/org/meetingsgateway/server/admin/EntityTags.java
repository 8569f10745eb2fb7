package org.meetingsgateway.server.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Entity tags that carry a version (RFC 9110 §8.8.3, §13.1). */
final class EntityTags {
    private static final Pattern TAG = Pattern.compile("\\G[ \\t]*(W/)?\"([!#-~\\x80-\\xff]*)\"[ \\t]*(,|$)");
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,18})(-.*)?");

    private EntityTags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The versions in {@code If-Match}; null where any will do. A weak tag never matches.
     *
     * @throws Problem.Malformed when it is no list of tags
     */
    static @Nullable Precondition ifMatch(WireRequest request) {
        var header = all(request, "If-Match");
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        var versions = new HashSet<Long>();
        var tags = TAG.matcher(header);
        int end = 0;
        while (tags.find()) {
            end = tags.end();
            var version = VERSION.matcher(tags.group(2));
            if (tags.group(1) == null && version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
        }
        if (end < header.length() || header.isBlank()) {
            throw new Problem.Malformed("If-Match must be a list of quoted entity tags, or *");
        }
        return new Precondition(versions);
    }

    /** 304 where the caller has it already ({@code If-None-Match}, compared weakly). */
    static WireResponse unlessKnown(WireRequest request, WireResponse response) {
        var header = all(request, "If-None-Match");
        var tag = response.headers().get("ETag");
        if (header == null || tag == null || !(header.strip().equals("*") || contains(header, tag))) {
            return response;
        }
        return new WireResponse.Bytes(304, MultiMap.caseInsensitiveMultiMap().set("ETag", tag), Buffer.buffer());
    }

    private static boolean contains(String header, String tag) {
        var tags = TAG.matcher(header);
        while (tags.find()) {
            if (tag.equals("\"" + tags.group(2) + "\"")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String all(WireRequest request, String name) {
        var values = request.headers().getAll(name);
        return values.isEmpty() ? null : String.join(",", values);
    }
}
