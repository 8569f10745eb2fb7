package org.meetingsgateway.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.hot.HotKey;
import org.meetingsgateway.server.hot.HotReads;
import org.meetingsgateway.wire.EntityTag;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Reads whose answers may be given again until something of their tenant changes. */
record Repeats(@Nullable HotReads reads) {
    private static final String CONDITION = "If-None-Match";

    /**
     * What a read asks that may be answered again.
     *
     * @param known the tags of answers that the caller has; null: it does not say
     */
    record Repeat(HotReads.Asked asked, @Nullable List<EntityTag> known) {
        /** The answer that is kept, or null. */
        @Nullable
        WireResponse kept(Visit visit) {
            var answer = asked.answer();
            if (answer == null) {
                return null;
            }
            if (answer.ignored() != null) {
                visit.ignored(answer.ignored());
            }
            return conditional(answer.response());
        }

        /** The same request, answered whatever the caller has: so the answer can be kept. */
        WireRequest whole(WireRequest request) {
            if (known == null) {
                return request;
            }
            var headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
            return request.withHeaders(headers.remove(CONDITION));
        }

        /** What was read, as the caller gets it. */
        WireResponse read(Visit visit, WireResponse response, HotReads reads) {
            if (response.status() != 200) {
                return response;
            }
            return switch (response) {
                case WireResponse.Bytes bytes -> {
                    reads.keep(asked, bytes, visit.ignored());
                    yield conditional(bytes);
                }
                case WireResponse.Streamed streamed -> collected(visit, streamed, reads);
            };
        }

        /** The same pieces, which are kept together where they are not too many. */
        private WireResponse collected(Visit visit, WireResponse.Streamed streamed, HotReads reads) {
            if (!asked.isAskedAgain()) {
                return streamed;
            }
            var all = Buffer.buffer();
            return new WireResponse.Streamed(
                    streamed.status(),
                    streamed.headers(),
                    () -> streamed.body().next().onSuccess(piece -> {
                        if (piece == null) {
                            reads.keep(
                                    asked,
                                    new WireResponse.Bytes(streamed.status(), streamed.headers(), all),
                                    visit.ignored());
                        } else if (all.length() <= reads.mostBytes()) {
                            all.appendBuffer(piece);
                        }
                    }));
        }

        /** Only its head where the caller has it already (RFC 9110 §15.4.5). */
        private WireResponse conditional(WireResponse.Bytes response) {
            var tag = response.headers().get(HttpHeaders.ETAG);
            if (known == null || tag == null || !EntityTag.matches(known, tag)) {
                return response;
            }
            var head = WireResponse.empty(304);
            head.headers()
                    .addAll(response.headers())
                    .remove(HttpHeaders.CONTENT_TYPE)
                    .remove("Link");
            return head;
        }
    }

    /** Null where it has to be answered by what is stored, or more than that. */
    @Nullable
    Repeat of(Visit visit, Operation operation, WireRequest request, Caller caller) {
        var version = caller.version();
        var headers = request.headers();
        if (reads == null
                || version == null
                || !operation.endpoint().repeatable()
                || !visit.method().equals(HttpMethod.GET)
                || visit.hasBody()
                || headers.contains(HttpHeaders.CACHE_CONTROL)) {
            return null;
        }
        List<EntityTag> known;
        try {
            known = EntityTag.listed(headers, CONDITION);
        } catch (Problem.Malformed e) {
            return null; // what that means is the surface's to say
        }
        return new Repeat(reads.ask(key(visit, request, caller.principal(), reads), version), known);
    }

    private static HotKey key(Visit visit, WireRequest request, Principal principal, HotReads reads) {
        var accepted = request.headers().getAll(HttpHeaders.ACCEPT);
        return new HotKey(
                principal,
                visit.surface().surface().name(),
                request.base(),
                request.path(),
                Objects.requireNonNullElse(visit.rawQuery(), ""),
                accepted.size() == 1 ? accepted.getFirst() : String.join(",", accepted),
                reads.quarter());
    }
}
