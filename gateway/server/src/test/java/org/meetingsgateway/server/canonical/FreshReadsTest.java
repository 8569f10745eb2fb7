package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.server.access.Scopes;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.RateStatus.Window;

/** Reads of one meeting ask its owner first where that is wanted, and say how new they are; every answer is checked by the contract. */
class FreshReadsTest {
    private static final ResponseContract ANSWERS = ResponseContract.of("canonical");
    private static final CanonicalSurface SURFACE = new CanonicalSurface(
            RequestContract.load("canonical"),
            List.of(),
            Clock.fixed(Instant.parse("2026-01-04T00:00:42.9Z"), ZoneOffset.UTC));

    private static final String REMOTE = "00000000-0000-7000-8000-0000000000a1";
    private static final String OWN = "00000000-0000-7000-8000-0000000000a2";
    private static final String PART = "00000000-0000-7000-8000-0000000000b1";
    private static final String MEETING = "/v1/meetings/" + REMOTE;

    private final Library library = Library.read(new JsonObject()
            .put(
                    "meetings",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("id", REMOTE)
                                    .put(
                                            "source",
                                            new JsonObject()
                                                    .put("style", "meetlog")
                                                    .put("connection_id", new UUID(0, 1).toString())
                                                    .put("native_id", "n")
                                                    .put("synced_at", "2026-01-04T00:00:00Z"))
                                    .put(
                                            "reports",
                                            new JsonArray()
                                                    .add(new JsonObject()
                                                            .put("id", PART)
                                                            .put("content", "C")))
                                    .put("action_items", new JsonArray().add(new JsonObject().put("id", PART))))
                            .add(new JsonObject().put("id", OWN))));

    private final SurfaceHarness harness = new SurfaceHarness(
            SURFACE,
            new Asked(MemorySource.of(library)),
            Map.of(
                    "token",
                    new Caller(
                            new Principal(
                                    new UUID(0, 9),
                                    "acme",
                                    Library.PERSON,
                                    "c",
                                    Scopes.CANONICAL,
                                    Principal.View.PERMITTED),
                            null)));

    /** Owners who are asked tell, but not where more than a minute is allowed. */
    private record Asked(MeetingSource rest) implements MeetingSource {
        @Override
        @SuppressWarnings("unchecked") // the answer of a refresh
        public <A> Future<A> call(Call<A> call, Principal principal) {
            return call instanceof RefreshMeeting refresh
                            && refresh.maxAge() != null
                            && refresh.maxAge().compareTo(Duration.ofMinutes(1)) < 0
                    ? (Future<A>) Future.succeededFuture(new Freshness(Freshness.Origin.LIVE, Instant.EPOCH))
                    : rest.call(call, principal);
        }

        @Override
        public Set<Class<? extends Call<?>>> answers() {
            return rest.answers();
        }
    }

    private Served get(String target, String... headers) {
        var request = Requests.get(target, headers);
        request.headers().set("Authorization", "Bearer token");
        var served = Requests.now(harness.serve(request));
        served.response().with("X-Request-Id", "r1");
        SURFACE.rateHeaders(
                new RateStatus(List.of(new Window(10, 60, 9, 60, 1))),
                served.response().headers());
        ANSWERS.check(HttpMethod.GET, target, served.response());
        return served;
    }

    private static @Nullable String header(Served served, String name) {
        return served.response().headers().get(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MEETING,
                MEETING + "/transcript",
                MEETING + "/transcript/segments",
                MEETING + "/reports",
                MEETING + "/action_items",
                "/v1/reports/" + PART,
                "/v1/action_items/" + PART
            })
    void whatever_is_read_of_one_meeting_says_how_new_it_is(String target) {
        var plain = get(target);
        assertThat(header(plain, "Gateway-Source")).isEqualTo("stored");
        assertThat(header(plain, "Age")).isEqualTo("42");
        assertThat(plain.calls())
                .filteredOn(RefreshMeeting.class::isInstance)
                .allSatisfy(call -> assertThat(((RefreshMeeting) call).maxAge()).isNull());

        var live = get(target, "Cache-Control", "no-cache", "If-None-Match", String.valueOf(header(plain, "ETag")));
        assertThat(live.response().status()).isEqualTo(304);
        assertThat(header(live, "Gateway-Source")).isEqualTo("live");
        assertThat(header(live, "Age")).isNull();

        var stored = get(target, "Cache-Control", "max-age=60");
        assertThat(header(stored, "Gateway-Source")).isEqualTo("stored");
        assertThat(header(stored, "Age")).isEqualTo("42");
        assertThat(stored.response().body()).isEqualTo(plain.response().body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/meetings/" + OWN, "/v1/meetings/" + OWN + "/transcript", "/v1/meetings/" + OWN + "/reports"
            })
    void what_the_gateway_owns_is_live(String target) {
        assertThat(header(get(target), "Gateway-Source")).isEqualTo("live");
        assertThat(header(get(target), "Age")).isNull();
        assertThat(header(get(target, "Cache-Control", "max-age=60"), "Gateway-Source"))
                .isEqualTo("live");
    }

    @Test
    void the_owner_is_asked_before_the_meeting_is_read() {
        assertThat(get(MEETING, "Cache-Control", "no-cache").calls())
                .extracting(call -> call.getClass().getSimpleName())
                .containsExactly("RefreshMeeting", "GetMeeting");
        assertThat(get(MEETING).calls())
                .extracting(call -> call.getClass().getSimpleName())
                .containsExactly("GetMeeting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/meetings", "/v1/reports", "/v1/action_items"})
    void lists_of_several_meetings_ask_no_owner(String target) {
        var served = get(target, "Cache-Control", "no-cache");
        assertThat(served.calls()).noneMatch(RefreshMeeting.class::isInstance);
        assertThat(header(served, "Gateway-Source")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "foo"})
    void a_meeting_that_is_not_there_is_not_found(String directive) {
        for (var part : List.of("", "/transcript", "/transcript/segments", "/reports", "/action_items")) {
            assertThat(get("/v1/meetings/nope" + part, "Cache-Control", directive)
                            .response()
                            .status())
                    .as(directive)
                    .isEqualTo(404);
        }
    }
}
