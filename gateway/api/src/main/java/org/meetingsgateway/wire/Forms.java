package org.meetingsgateway.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.meetingsgateway.call.Problem;

/**
 * Bodies that are forms: {@code application/x-www-form-urlencoded} and {@code multipart/form-data} (RFC 7578), with fields
 * and without files. All of it is read from memory, so that the body's own bound is the bound.
 */
public final class Forms {
    /** How many fields a form may have. */
    public static final int FIELDS = 1_000;

    private static final Set<String> TYPES = Set.of("application/x-www-form-urlencoded", "multipart/form-data");
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int UNBOUNDED = -1;

    private Forms() {}

    /** Whether a request says that its body is a form. */
    public static boolean isForm(WireRequest request) {
        return TYPES.contains(request.mediaType());
    }

    /**
     * The fields in the order of the form, each with all its values.
     *
     * @throws Problem.Malformed when it is none, has a file or more than {@link #FIELDS} fields
     */
    public static Map<String, List<String>> fields(WireRequest request) {
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = decoder(request);
            boolean lacksBoundary =
                    !decoder.isMultipart() && request.mediaType().startsWith("multipart/");
            if (lacksBoundary || decoder.currentPartialHttpData() != null) { // or it broke off
                throw malformed();
            }
            return fields(decoder.getBodyHttpDatas());
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException | IOException e) { // whatever the decoder thinks of what a caller sent
            throw malformed();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static HttpPostRequestDecoder decoder(WireRequest request) {
        var post = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/",
                Unpooled.wrappedBuffer(request.body().getBytes()));
        post.headers().set(CONTENT_TYPE, Objects.requireNonNullElse(request.header(CONTENT_TYPE), ""));
        return new HttpPostRequestDecoder(
                new DefaultHttpDataFactory(false), post, StandardCharsets.UTF_8, FIELDS, UNBOUNDED);
    }

    private static Map<String, List<String>> fields(List<InterfaceHttpData> parts) throws IOException {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var part : parts) {
            if (!(part instanceof Attribute field)) {
                throw new Problem.Malformed("A form must not have files");
            }
            fields.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(field.getValue());
        }
        return fields;
    }

    private static Problem.Malformed malformed() {
        return new Problem.Malformed("The form is malformed");
    }
}
