package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class SurfaceHarnessTest {
    @Test
    void a_credential_comes_before_a_limit_and_a_limit_before_a_scope() {
        assertThat(problem(null, false)).isInstanceOf(Problem.Unauthenticated.class);
        assertThat(problem(Duration.ofSeconds(3), true)).isInstanceOf(Problem.RateLimited.class);
        assertThat(problem(null, true)).isInstanceOf(Problem.MissingScope.class);
    }

    @Test
    void what_a_caller_may_reach_comes_after_the_credential_and_before_scope_and_limit() {
        assertThat(inProject("0", Set.of(), null).failure()).isInstanceOf(Problem.NotFound.class);
        assertThat(inProject("0", Set.of("a:scope"), Duration.ofSeconds(3)).failure())
                .isInstanceOf(Problem.NotFound.class);
        assertThat(inProject("1", Set.of(), null).failure()).isInstanceOf(Problem.MissingScope.class);
        assertThat(inProject("1", Set.of("a:scope"), Duration.ofSeconds(3)).failure())
                .isInstanceOf(Problem.RateLimited.class);
        var served = inProject("1", Set.of("a:scope"), null);
        assertThat(served.response().body().toString()).isEqualTo("project " + new UUID(0, 1));
    }

    private static Served inProject(String project, Set<String> scopes, @Nullable Duration retryAfter) {
        var principal = new Principal(new UUID(0, 1), "acme", null, "key", scopes, Principal.View.OWNED);
        return new SurfaceHarness(
                        new Fake(), new Answers().build(), Map.of("secret", new Caller(principal, retryAfter)))
                .serve(WireRequest.get("/projects/" + project))
                .result();
    }

    @Test
    void a_request_that_cannot_be_served_as_wanted_is_refused_before_anybody_asks_for_a_credential() {
        var request = WireRequest.get("/scoped");
        request.headers().set("Accept", "image/png");
        assertThat(serve(request).failure()).isInstanceOf(Problem.NotAcceptable.class);
    }

    @Test
    void a_body_is_looked_at_for_a_credential_where_the_surface_says_so_and_it_is_small() {
        var request = WireRequest.get("/scoped").withBody(Buffer.buffer("unknown"));
        assertThat(problem(request, null, true)).isInstanceOf(Problem.MissingScope.class);
        request.headers().set("Look-Into", "body");
        assertThat(problem(request, null, true)).isInstanceOf(Problem.Unauthenticated.class);
        assertThat(problem(request.withBody(Buffer.buffer(new byte[Surface.CREDENTIAL_BODY_BYTES + 1])), null, true))
                .isInstanceOf(Problem.PayloadTooLarge.class);
    }

    @Test
    void every_answer_says_which_methods_the_path_has() {
        assertThat(serve(WireRequest.get("/echo")).response().headers().get("X-Methods"))
                .isEqualTo("GET HEAD OPTIONS");
        assertThat(serve(WireRequest.get("/scoped")).response().headers().get("X-Methods"))
                .isEqualTo("GET HEAD OPTIONS");
        assertThat(serve(WireRequest.get("/nowhere")).response().headers().get("X-Methods"))
                .isNull();
    }

    @Test
    void a_literal_segment_wins_over_a_variable_which_is_decoded() {
        assertThat(body("/things/new")).isEqualTo("literal");
        assertThat(body("/things/a%2Fb+c")).isEqualTo("a/b+c");
    }

    @Test
    void of_two_paths_the_one_with_the_later_literal_wins() {
        assertThat(body("/things/day/parts")).isEqualTo("parts of day");
        assertThat(body("/things/day/1")).isEqualTo("a day");
    }

    @Test
    void an_ending_that_makes_no_difference_is_dropped_once() {
        assertThat(body("/things/new.txt")).isEqualTo("literal");
        assertThat(body("/things/7.txt.txt/")).isEqualTo("7.txt");
    }

    @Test
    void a_credential_in_the_query_is_not_for_endpoints() {
        var served = serve(WireRequest.get("/echo").with("known", 1).with("token", "secret"));
        assertThat(served.response().body().toString()).isEqualTo("[known=1]");
    }

    @Test
    void a_body_in_pieces_is_put_together() {
        assertThat(body("/pieces")).isEqualTo("onetwo");
    }

    @Test
    void an_undeclared_parameter_is_not_there_and_looking_at_it_is_noted() {
        var served = serve(WireRequest.get("/curious").with("known", 1).with("unknown", 2));
        assertThat(served.response().body().toString()).isEqualTo("1 null");
        assertThat(served.parameters()).containsExactlyInAnyOrder("known", "unknown");
    }

    @Test
    void what_was_not_foreseen_is_an_internal_problem_and_is_remembered() {
        var served = serve(WireRequest.get("/broken"));
        assertThat(served.response().body().toString()).isEqualTo("Internal");
        assertThat(served.failure()).isInstanceOf(IllegalStateException.class);
    }

    private static String body(String path) {
        return serve(WireRequest.get(path)).response().body().toString();
    }

    private static Served serve(WireRequest request) {
        return new SurfaceHarness(new Fake(), new Answers().build(), Map.of())
                .serve(request)
                .result();
    }

    private static @Nullable Throwable problem(@Nullable Duration retryAfter, boolean known) {
        return problem(WireRequest.get("/scoped"), retryAfter, known);
    }

    private static @Nullable Throwable problem(WireRequest request, @Nullable Duration retryAfter, boolean known) {
        var principal = new Principal(new UUID(0, 1), "acme", null, "key", Set.of(), Principal.View.OWNED);
        return new SurfaceHarness(
                        new Fake(),
                        new Answers().build(),
                        known ? Map.of("secret", new Caller(principal, retryAfter)) : Map.of())
                .serve(request)
                .result()
                .failure();
    }

    /** One endpoint for each thing that the harness does. */
    private record Fake() implements Surface {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Address address() {
            return new Address(Set.of(), "/fake", Set.of());
        }

        @Override
        public String credential(WireRequest request) {
            return request.body().length() > 0 ? request.body().toString() : "secret";
        }

        @Override
        public boolean credentialMayBeInBody(WireRequest request) {
            return request.headers().contains("Look-Into");
        }

        @Override
        public void negotiate(WireRequest request) {
            if ("image/png".equals(request.header("Accept"))) {
                throw new Problem.NotAcceptable("text/plain");
            }
        }

        @Override
        public Future<Meetings> reach(WireRequest request, Meetings meetings) {
            return switch (request.pathParams().get("project")) {
                case null -> Future.succeededFuture(meetings);
                case "0" -> Future.failedFuture(new Problem.NotFound("project"));
                case String project -> Future.succeededFuture(meetings.within(new UUID(0, Long.parseLong(project))));
            };
        }

        @Override
        public void methodHeaders(Set<String> methods, MultiMap headers) {
            headers.set("X-Methods", String.join(" ", new TreeSet<>(methods)));
        }

        @Override
        public Set<String> credentialParameters() {
            return Set.of("token");
        }

        @Override
        public String optionalSuffix() {
            return ".txt";
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(
                    open("/things/:id", Set.of(), request -> text(request.pathParam("id"))),
                    open("/things/day/:day", Set.of(), request -> text("a day")),
                    open("/things/:id/parts", Set.of(), request -> text("parts of " + request.pathParam("id"))),
                    open("/things/new", Set.of(), request -> text("literal")),
                    open(
                            "/curious",
                            Set.of("known"),
                            request -> text(request.query().get("known") + " "
                                    + request.query().get("unknown"))),
                    open(
                            "/echo",
                            Set.of("known", "Token"),
                            request -> text(request.query().entries().toString())),
                    open("/pieces", Set.of(), request -> {
                        var pieces = new ArrayDeque<>(List.of("one", "two"));
                        return WireResponse.streamedJson(
                                200,
                                () -> Future.succeededFuture(pieces.isEmpty() ? null : Buffer.buffer(pieces.remove())));
                    }),
                    open("/broken", Set.of(), request -> {
                        throw new IllegalStateException("broken");
                    }),
                    Endpoint.get(
                            "/projects/:project",
                            "a:scope",
                            Set.of(),
                            (request, meetings) -> Future.succeededFuture(
                                    text("project " + meetings.principal().projectId()))),
                    Endpoint.get(
                            "/scoped",
                            "a:scope",
                            Set.of(),
                            (request, meetings) -> Future.succeededFuture(text("never"))));
        }

        private static Endpoint open(
                String path, Set<String> query, java.util.function.Function<WireRequest, WireResponse> answer) {
            return new Endpoint(
                    HttpMethod.GET,
                    path,
                    Endpoint.Access.ANYONE,
                    null,
                    query,
                    (request, meetings) -> Future.succeededFuture(answer.apply(request)));
        }

        private static WireResponse text(String text) {
            return WireResponse.of(200, "text/plain", Buffer.buffer(text));
        }

        @Override
        public Principal.View view() {
            return Principal.View.OWNED;
        }

        @Override
        public WireResponse render(Problem problem, WireRequest request) {
            return text(problem.getClass().getSimpleName());
        }
    }
}
