package org.meetingsgateway.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/**
 * An entity tag in a condition (RFC 9110 §8.8.3, §13.1).
 *
 * @param opaque what is between the quotes
 */
public record EntityTag(boolean weak, String opaque) {
    /** {@code *}: whatever the tag is. */
    private static final List<EntityTag> ANY = List.of();

    /** One element of a list, which may be empty (RFC 9110 §5.6.1). */
    private static final Pattern ELEMENT =
            Pattern.compile("\\G[ \\t]*(?:(W/)?\"([!#-~\\x80-\\xff]*)\")?[ \\t]*(?:,|\\z)");

    /**
     * The tag, in quotes, of a body without a version, such as a list: equal bodies, equal tags. 64 bits from two checksums with
     * different polynomials: they only have to tell a change from none, and cost a fifth of a digest.
     */
    public static String of(Buffer body) {
        var bytes = body.getBytes();
        var crc32 = new CRC32();
        crc32.update(bytes);
        var crc32c = new CRC32C();
        crc32c.update(bytes);
        return "\"" + HexFormat.of().toHexDigits((crc32.getValue() << 32) | crc32c.getValue()) + "\"";
    }

    /**
     * The tags that a header of a request lists; none: any will do. Null where there is no such header.
     *
     * @throws Problem.Malformed when it is no list of tags
     */
    public static @Nullable List<EntityTag> listed(MultiMap headers, String name) {
        var values = headers.getAll(name);
        if (values.isEmpty()) {
            return null;
        }
        var header = String.join(",", values).strip();
        return header.equals("*") ? ANY : tags(name, header);
    }

    private static List<EntityTag> tags(String name, String header) {
        var tags = new ArrayList<EntityTag>();
        var elements = ELEMENT.matcher(header);
        int end = 0;
        while (end < header.length() && elements.find()) {
            end = elements.end();
            if (elements.group(2) != null) {
                tags.add(new EntityTag(elements.group(1) != null, elements.group(2)));
            }
        }
        if (end < header.length() || tags.isEmpty()) {
            throw new Problem.Malformed(name + " must be * or a list of entity tags in quotes");
        }
        return tags;
    }

    /**
     * Weak comparison, as {@code If-None-Match} asks for.
     *
     * @param listed as {@link #listed} has it
     * @param tag in quotes
     */
    public static boolean matches(List<EntityTag> listed, String tag) {
        return listed.isEmpty() || listed.stream().anyMatch(known -> tag.equals("\"" + known.opaque() + "\""));
    }
}
