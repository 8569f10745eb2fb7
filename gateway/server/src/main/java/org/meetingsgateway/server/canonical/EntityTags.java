package org.meetingsgateway.server.canonical;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Entity tags and the conditions on them (RFC 9110 §8.8.3, §13.1). */
public final class EntityTags {
    private static final Pattern LIST = Pattern.compile("\\s*((W/)?\"[\\x21\\x23-\\x7e]*\"\\s*(,\\s*|$))+");
    private static final Pattern ONE = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,18})(-.*)?");

    private EntityTags() {}

    static String of(Meeting meeting) {
        return '"' + meeting.tag() + '"';
    }

    static String of(long version) {
        return "\"" + version + '"';
    }

    /** Of a body without a version, such as a list: equal bodies, equal tags. */
    static String of(Buffer body) {
        var crc = new CRC32C();
        crc.update(body.getBytes());
        return "\"%x-%08x\"".formatted(body.length(), crc.getValue());
    }

    /** The answer, or 304 where the caller has it already. */
    static WireResponse answer(WireRequest request, String tag, WireResponse.Bytes response) {
        var has = request.header("If-None-Match");
        if (has != null && matches(has, tag)) {
            return WireResponse.empty(304).with("ETag", tag).with("Cache-Control", "private, no-cache");
        }
        return response.with("ETag", tag).with("Cache-Control", "private, no-cache");
    }

    /** Weak comparison, as {@code If-None-Match} asks for. */
    private static boolean matches(String header, String tag) {
        if (header.strip().equals("*")) {
            return true;
        }
        return ONE.matcher(header).results().anyMatch(one -> tag.equals('"' + one.group(2) + '"'));
    }

    /** The versions that the writer has seen; null where any will do. */
    public static @Nullable Precondition ifMatch(WireRequest request) {
        var header = request.header("If-Match");
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        if (!LIST.matcher(header).matches()) {
            throw new Problem.Malformed("If-Match must be * or a list of entity tags in quotes");
        }
        var versions = new HashSet<Long>();
        ONE.matcher(header).results().filter(one -> one.group(1) == null).forEach(one -> {
            var version = VERSION.matcher(one.group(2));
            if (version.matches()) {
                versions.add(Long.parseLong(version.group(1)));
            }
        });
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
