package org.meetingsgateway.tck;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Paths;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * What every served style keeps to, by its golden cases ({@code contracts/golden}) and its OpenAPI document ({@code
 * contracts/openapi}). A test class of the adapter implements this and is done.
 */
public interface SurfaceContract {
    /** The adapter under test. */
    Adapter adapter();

    private Surface surface() {
        return adapter().surface().orElseThrow();
    }

    /** Each case is answered as it says, and as the style's contract says. */
    @TestFactory
    default Stream<DynamicTest> every_golden_case_is_answered_as_written() {
        var style = adapter().style();
        var contract = ResponseContract.of(style);
        var gaps = KnownGaps.of(style);
        return Golden.of(style).stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    if (gaps.contains(golden.name())) {
                        assertThatCode(() -> check(golden, contract))
                                .as("%s is listed as a gap, and passes: take it off the list", golden.name())
                                .isInstanceOf(AssertionError.class);
                    } else {
                        check(golden, contract);
                    }
                }));
    }

    private void check(Golden golden, ResponseContract contract) {
        var answered = answered(golden);
        GoldenCheck.that(answered.first(), golden.then());
        contract.check(
                golden.method(), documented(golden.target()), answered.first().response());
        var after = golden.after();
        if (after != null && answered.after() != null) {
            GoldenCheck.after(answered.after(), after);
            contract.check(
                    HttpMethod.valueOf(after.getString("method")),
                    documented(after.getString("target")),
                    answered.after().response());
        }
    }

    private Served served(Golden golden) {
        return answered(golden).first();
    }

    /** A target as the contract knows it: without the ending that makes no difference. */
    private String documented(String target) {
        var parts = target.split("\\?", 2);
        var path = Paths.withoutSuffix(parts[0], surface().optionalSuffix());
        return parts.length == 1 ? path : path + "?" + parts[1];
    }

    private Golden.Answered answered(Golden golden) {
        var serving = golden.run(surface());
        assertThat(serving.succeeded()).as("%s was answered", golden.name()).isTrue();
        return serving.result();
    }

    @Test
    default void every_known_gap_is_a_case() {
        var style = adapter().style();
        assertThat(Golden.of(style).stream().map(Golden::name)).containsAll(KnownGaps.of(style));
    }

    @Test
    default void every_endpoint_has_a_golden_case_that_succeeds() {
        var covered = Golden.of(adapter().style()).stream()
                .map(this::served)
                .filter(served -> served.response().status() < 400 && served.endpoint() != null)
                .map(served -> operation(Objects.requireNonNull(served.endpoint())))
                .collect(toSet());
        assertThat(covered).isEqualTo(endpoints());
    }

    @Test
    default void exactly_what_the_contract_describes_is_served() {
        assertThat(endpoints()).isEqualTo(ResponseContract.of(adapter().style()).operations());
    }

    private Set<OpenApi.Operation> endpoints() {
        return surface().endpoints().stream().map(SurfaceContract::operation).collect(toSet());
    }

    private static OpenApi.Operation operation(Endpoint endpoint) {
        return new OpenApi.Operation(endpoint.method().name(), endpoint.path(), endpoint.query(), endpoint.scope());
    }

    @Test
    default void an_endpoint_reads_the_parameters_that_it_declares_and_no_others() {
        var read = new HashSet<String>();
        for (var golden : Golden.of(adapter().style())) {
            var served = served(golden);
            if (served.endpoint() != null) {
                assertThat(served.endpoint().query())
                        .as("%s reads what it declares", golden.name())
                        .containsAll(served.parameters());
                served.parameters()
                        .forEach(name -> read.add(operation(served.endpoint()).path() + "?" + name));
            }
        }
        assertThat(read)
                .isEqualTo(surface().endpoints().stream()
                        .flatMap(e -> e.query().stream().map(name -> e.path() + "?" + name))
                        .collect(toSet()));
    }

    @Test
    default void new_keys_could_be_imported_and_are_no_longer_than_a_key_may_be() {
        var keys = surface().keys().orElseThrow();
        assertThat(keys.alphabet().chars().distinct().count())
                .as("every character of the alphabet is there once, and they are many enough for short keys")
                .isEqualTo(keys.alphabet().length())
                .isBetween(32L, 94L);
        assertThat(keys.imports(keys.start() + keys.alphabet())).isTrue();
        assertThat(keys.imports(keys.start() + "a".repeat(513))).isFalse();
    }

    @Test
    default void a_key_without_named_scopes_opens_every_endpoint() {
        var keys = surface().keys().orElseThrow();
        var asked = surface().endpoints().stream()
                .map(Endpoint::scope)
                .filter(Objects::nonNull)
                .collect(toSet());
        assertThat(keys.expanded(keys.scopes())).isEqualTo(keys.scopes()).containsAll(asked);
        assertThat(keys.scopes()).allMatch(keys::knows);
        assertThat(keys.knows("no_such:scope")).isFalse();
    }

    /** Also for the problems that no endpoint has today: one loop serves all styles. */
    @TestFactory
    default Stream<DynamicTest> every_problem_is_rendered_in_the_envelope_and_tells_no_secret() {
        assertThat(ProblemSamples.ALL.stream().map(Object::getClass))
                .as("one sample of each problem")
                .containsExactlyInAnyOrder(Problem.class.getPermittedSubclasses());
        var contract = ResponseContract.of(adapter().style());
        return ProblemSamples.ALL.stream()
                .map(problem -> DynamicTest.dynamicTest(problem.getClass().getSimpleName(), () -> {
                    var request = WireRequest.get("/no/such/path").with("token", "a-secret");
                    request.headers().set("Authorization", "Bearer a-secret");
                    var response = surface().render(problem, request);
                    assertThat(response).isInstanceOf(WireResponse.Bytes.class);
                    var bytes = (WireResponse.Bytes) response;
                    assertThat(bytes.status()).isBetween(400, 599);
                    contract.check(HttpMethod.GET, "/no/such/path", bytes);
                    assertThat(bytes.headers() + bytes.body().toString())
                            .doesNotContain("a-secret", "org.meetingsgateway", "Exception");
                }));
    }
}
