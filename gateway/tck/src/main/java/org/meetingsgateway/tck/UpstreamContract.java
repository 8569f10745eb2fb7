package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/**
 * What every style that is called keeps to, by its golden cases ({@code contracts/golden/<style>/upstream}). A test class of
 * the adapter implements this and is done.
 */
public interface UpstreamContract {
    /** The adapter under test. */
    Adapter adapter();

    private Upstream upstream() {
        return adapter().upstream().orElseThrow();
    }

    private List<UpstreamGolden> cases() {
        return UpstreamGolden.of(adapter().style());
    }

    private Stream<DynamicTest> each(Predicate<UpstreamGolden> which, Consumer<UpstreamGolden> check) {
        return cases().stream()
                .filter(which)
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check.accept(golden)));
    }

    private JsonObject run(UpstreamGolden golden) {
        return golden.run(upstream(), new ScriptedExchange(golden.steps()));
    }

    /** Each case sends what it says and nothing else, and is read as it says. */
    @TestFactory
    default Stream<DynamicTest> every_golden_case_is_read_as_written() {
        return each(golden -> true, golden -> {
            var exchange = new ScriptedExchange(golden.steps());
            assertThat(golden.run(upstream(), exchange).encodePrettily())
                    .isEqualTo(golden.then().encodePrettily());
            exchange.mustBeEmpty();
        });
    }

    @Test
    default void lists_meetings_and_every_kind_of_failure_have_a_golden_case() {
        var outcomes = new ArrayList<String>();
        for (var golden : cases()) {
            outcomes.addAll(golden.then().fieldNames());
            outcomes.add(failure(golden.then()));
        }
        assertThat(outcomes)
                .contains("listing", "meeting", "absent", "spent")
                .contains("limited", "unauthorized", "refused", "unwell", "unreadable");
    }

    @TestFactory
    default Stream<DynamicTest> what_a_meeting_was_read_from_is_kept_byte_for_byte() {
        return each(golden -> golden.isGet() && golden.succeeds(), golden -> {
            var remote = upstream().open(golden.account(), new ScriptedExchange(golden.steps()));
            var meeting = golden.meeting(remote).result().orElseThrow();
            assertThat(meeting.raw()).isNotEmpty();
            assertThat(meeting.raw().stream().map(Raw::body))
                    .isSubsetOf(golden.steps().stream()
                            .map(step -> step.response().body())
                            .toList());
        });
    }

    @TestFactory
    default Stream<DynamicTest> what_is_broken_off_is_unreadable() {
        return each(
                UpstreamGolden::succeeds,
                golden -> SpoiltCases.of(golden, Mutations::brokenOff)
                        .forEach(spoilt -> assertThat(failure(run(spoilt)))
                                .as(spoilt.name())
                                .isEqualTo("unreadable")));
    }

    /** Never a silent default. In a list, one unreadable meeting does not hide the others. */
    @TestFactory
    default Stream<DynamicTest> what_is_of_another_type_is_unreadable_or_does_not_matter() {
        return each(
                UpstreamGolden::succeeds,
                golden -> SpoiltCases.of(golden, Mutations::ofAnotherType).forEach(spoilt -> {
                    var outcome = run(spoilt);
                    if (!failure(outcome).equals("unreadable")) {
                        assertThat(SpoiltCases.known(outcome))
                                .as(spoilt.name())
                                .isIn(
                                        SpoiltCases.known(golden.then()),
                                        SpoiltCases.withoutUnreadable(golden.then(), outcome));
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> what_is_unknown_changes_nothing_and_is_told_of() {
        return each(
                golden -> golden.succeeds() && !golden.then().encode().contains("\"unknown\":[\""),
                golden -> SpoiltCases.of(golden, Mutations::withUnknown).forEach(spoilt -> {
                    var outcome = run(spoilt);
                    assertThat(SpoiltCases.known(outcome))
                            .as(spoilt.name())
                            .isEqualTo(SpoiltCases.known(golden.then()));
                    if (golden.isGet()) {
                        assertThat(outcome.getJsonObject("meeting").getJsonArray("unknown"))
                                .as(spoilt.name())
                                .anyMatch(pointer -> pointer.toString().endsWith("/" + Mutations.UNKNOWN));
                    }
                }));
    }

    private static String failure(JsonObject outcome) {
        return outcome.getJsonObject("failure", new JsonObject()).getString("kind", "none");
    }

    @TestFactory
    default Stream<DynamicTest> equal_items_have_equal_fingerprints_and_others_have_others() {
        return each(golden -> golden.succeeds() && !golden.isGet(), golden -> {
            var fingerprints = fingerprints(golden);
            assertThat(fingerprints(golden)).isEqualTo(fingerprints);
            long changed = SpoiltCases.of(golden, Mutations::withUnknown)
                    .filter(spoilt -> !fingerprints(spoilt).equals(fingerprints))
                    .count();
            assertThat(changed).isGreaterThanOrEqualTo(fingerprints.size());
        });
    }

    private List<String> fingerprints(UpstreamGolden golden) {
        var remote = upstream().open(golden.account(), new ScriptedExchange(golden.steps()));
        return remote.list(golden.cursor()).result().items().stream()
                .map(Listed::fingerprint)
                .toList();
    }

    @TestFactory
    default Stream<DynamicTest> whatever_status_is_answered_it_is_a_result_or_a_failure_that_tells_no_secret() {
        return each(
                UpstreamGolden::succeeds,
                golden -> IntStream.range(201, 600)
                        .filter(status -> !golden.isGet() || (status != 404 && status != 410)) // not there
                        .forEach(status -> {
                            var failure = failure(golden, answering(status));
                            assertThat(failure).isInstanceOf(expected(status));
                            assertThat(failure.status()).isEqualTo(status);
                            assertThat(failure.toString())
                                    .doesNotContain(golden.account().credential(), "secret");
                        }));
    }

    /** In no envelope at all, as whatever stands before a product may answer. */
    private static Exchange answering(int status) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Location", "https://elsewhere.example/secret");
        var body = Buffer.buffer("<html>a secret</html>");
        return request -> Future.succeededFuture(new WireResponse.Bytes(status, headers, body));
    }

    private static Class<? extends RemoteFailure> expected(int status) {
        return switch (status) {
            case 401 -> RemoteFailure.Unauthorized.class;
            case 403 -> RemoteFailure.Refused.class;
            case 404 -> RemoteFailure.Absent.class;
            case 429 -> RemoteFailure.Limited.class;
            default -> otherwise(status);
        };
    }

    private static Class<? extends RemoteFailure> otherwise(int status) {
        if (status >= 500) {
            return RemoteFailure.Unwell.class;
        }
        return status >= 400 ? RemoteFailure.class : RemoteFailure.Unreadable.class;
    }

    @TestFactory
    default Stream<DynamicTest> a_failure_of_the_exchange_is_passed_on() {
        var failure = new RemoteFailure.Unwell("No answer in time", null, null);
        return each(
                UpstreamGolden::succeeds,
                golden -> assertThat(failure(golden, request -> Future.failedFuture(failure)))
                        .isSameAs(failure));
    }

    private RemoteFailure failure(UpstreamGolden golden, Exchange exchange) {
        var remote = upstream().open(golden.account(), exchange);
        var answer = golden.isGet() ? golden.meeting(remote) : remote.list(golden.cursor());
        assertThat(answer.failed()).isTrue();
        assertThat(answer.cause()).isInstanceOf(RemoteFailure.class);
        return (RemoteFailure) answer.cause();
    }

    @Test
    default void what_it_does_not_answer_is_refused_before_anything_is_sent() {
        var account = cases().getFirst().account();
        var writes = upstream()
                .open(account, request -> {
                    throw new AssertionError("nothing may be sent, but " + request.path());
                })
                .writes();
        for (var call : CallSamples.all()) {
            if (!writes.calls().contains(call.getClass())) {
                assertThat(writes.write(call).cause())
                        .as(call.getClass().getSimpleName())
                        .isInstanceOf(Problem.Unsupported.class);
            }
        }
    }

    @Test
    default void every_call_that_it_writes_has_a_golden_case() {
        var account = cases().getFirst().account();
        var writes = upstream()
                .open(account, request -> Future.failedFuture("nothing is sent"))
                .writes();
        assertThat(cases().stream()
                        .filter(golden -> golden.isWrite() && golden.then().containsKey("written"))
                        .<Object>map(golden -> golden.call().getClass()))
                .containsAll(writes.calls());
    }

    @TestFactory
    default Stream<DynamicTest> whatever_status_a_write_is_answered_it_is_done_or_a_failure_that_tells_no_secret() {
        return each(
                golden -> golden.isWrite() && !golden.steps().isEmpty(),
                golden -> IntStream.range(300, 600).forEach(status -> {
                    var failure = writeFailure(golden, answering(status));
                    assertThat(failure).isInstanceOf(expected(status));
                    assertThat(failure.status()).isEqualTo(status);
                    assertThat(failure.toString())
                            .doesNotContain(golden.account().credential(), "secret");
                }));
    }

    @TestFactory
    default Stream<DynamicTest> a_failure_of_the_exchange_fails_the_write() {
        var failure = new RemoteFailure.Unwell("No answer in time", null, null);
        return each(
                golden -> golden.isWrite() && !golden.steps().isEmpty(),
                golden -> assertThat(writeFailure(golden, request -> Future.failedFuture(failure)))
                        .isSameAs(failure));
    }

    private RemoteFailure writeFailure(UpstreamGolden golden, Exchange exchange) {
        var written = golden.write(upstream().open(golden.account(), exchange).writes());
        assertThat(written.failed()).isTrue();
        assertThat(written.cause()).isInstanceOf(RemoteFailure.class);
        return (RemoteFailure) written.cause();
    }

    @Test
    default void the_accounts_of_the_cases_are_good_and_one_whose_credential_breaks_out_of_its_header_is_not() {
        for (var golden : cases()) {
            var account = golden.account();
            assertThat(upstream().check(account)).as(golden.name()).isEmpty();
            assertThat(account.toString()).doesNotContain(account.credential());
            for (var tail : List.of("\r\nX-More: 1", " ", "\u00e9", "\u0000")) {
                var hostile = new Account(account.credential() + tail, account.account(), account.project());
                assertThat(upstream().check(hostile)).isNotEmpty();
            }
        }
    }
}
