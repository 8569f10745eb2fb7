package org.meetingsgateway.server.canonical;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Entity tags and the conditions on them (RFC 9110 §8.8.3, §13.1). The tag of a thing is its version, alone or followed
 * by {@code -} and more.
 */
public final class EntityTags {
    /** One element of a list, which may be empty (RFC 9110 §5.6.1). */
    private static final Pattern ELEMENT =
            Pattern.compile("\\G[ \\t]*(?:(W/)?\"([!#-~\\x80-\\xff]*)\")?[ \\t]*(?:,|\\z)");

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,18})(-.*)?");

    private EntityTags() {}

    static String of(Meeting meeting) {
        return "\"" + meeting.version() + "-" + meeting.tag() + "\"";
    }

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Of a body without a version, such as a list: equal bodies, equal tags. 64 bits from two checksums with different
     * polynomials: they only have to tell a change from none, and cost a fifth of a digest.
     */
    static String of(Buffer body) {
        var bytes = body.getBytes();
        var crc32 = new CRC32();
        crc32.update(bytes);
        var crc32c = new CRC32C();
        crc32c.update(bytes);
        return "\"" + HexFormat.of().toHexDigits((crc32.getValue() << 32) | crc32c.getValue()) + "\"";
    }

    /** The answer, or 304 where the caller has it already. */
    static WireResponse answer(WireRequest request, String tag, WireResponse.Bytes response) {
        var header = header(request, "If-None-Match");
        var answer = header != null && matches(header, tag) ? WireResponse.empty(304) : response;
        return answer.with("ETag", tag).with("Cache-Control", "private, no-cache");
    }

    /** Weak comparison, as {@code If-None-Match} asks for. */
    private static boolean matches(String header, String tag) {
        return header.equals("*")
                || tags("If-None-Match", header).stream().anyMatch(known -> tag.equals("\"" + known.opaque() + "\""));
    }

    /**
     * The versions that the writer has seen; null where any will do. A weak tag never matches.
     *
     * @throws Problem.Malformed when it is no list of tags
     */
    public static @Nullable Precondition ifMatch(WireRequest request) {
        var header = header(request, "If-Match");
        if (header == null || header.equals("*")) {
            return null;
        }
        var versions = new HashSet<Long>();
        for (var tag : tags("If-Match", header)) {
            var version = VERSION.matcher(tag.opaque());
            if (!tag.weak() && version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
        }
        return new Precondition(versions);
    }

    /** As {@link #ifMatch}, where a write must say what it changes. */
    static @Nullable Precondition requiredIfMatch(WireRequest request) {
        if (header(request, "If-Match") == null) {
            throw new Problem.PreconditionRequired();
        }
        return ifMatch(request);
    }

    private record Tag(boolean weak, String opaque) {}

    private static List<Tag> tags(String name, String header) {
        var tags = new ArrayList<Tag>();
        var elements = ELEMENT.matcher(header);
        int end = 0;
        while (end < header.length() && elements.find()) {
            end = elements.end();
            if (elements.group(2) != null) {
                tags.add(new Tag(elements.group(1) != null, elements.group(2)));
            }
        }
        if (end < header.length() || tags.isEmpty()) {
            throw new Problem.Malformed(name + " must be * or a list of entity tags in quotes");
        }
        return tags;
    }

    private static @Nullable String header(WireRequest request, String name) {
        var values = request.headers().getAll(name);
        return values.isEmpty() ? null : String.join(",", values).strip();
    }
}
