package org.meetingsgateway.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.simulators.Over.await;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;

class SimulatorTest {
    static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    private static Simulator simulator(String style) {
        return await(Simulator.start(vertx, Setup.unlimited(style, 7, Clock.systemUTC())));
    }

    private static Remote over(Simulator simulator, Account account) {
        return over(simulator, account, Over.http(vertx, simulator));
    }

    private static Remote over(Simulator simulator, Account account, Over over) {
        return Products.of(simulator.style()).upstream().orElseThrow().open(account, over);
    }

    static List<Listed> listed(Remote remote) {
        var all = new ArrayList<Listed>();
        String cursor = null;
        do {
            var page = await(remote.list(cursor));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void what_it_has_is_read_over_http_by_the_style_itself(String style) {
        var simulator = simulator(style);
        await(simulator.fill(230));

        var over = Over.http(vertx, simulator);
        var remote = over(simulator, simulator.account(), over);
        var seen = listed(remote);
        assertThat(seen).hasSize(230);
        assertThat(seen).isEqualTo(listed(simulator.remote()));
        for (var listed : seen.subList(0, 20)) {
            var meeting = await(remote.get(listed.nativeId()));
            assertThat(meeting).isPresent();
            assertThat(meeting).isEqualTo(await(simulator.remote().get(listed.nativeId())));
            assertThat(meeting.get().unknown()).isEmpty();
        }
        assertThat(await(simulator.counted()).requests()).isEqualTo(over.sent().get());
        await(simulator.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void the_same_seed_makes_the_same_account(String style) {
        var one = simulator(style);
        var other = simulator(style);
        await(one.fill(30));
        await(other.fill(30));

        assertThat(other.account()).isEqualTo(one.account());
        assertThat(listed(other.remote())).isEqualTo(listed(one.remote()));
        await(one.close());
        await(other.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void another_credential_is_refused(String style) {
        var simulator = simulator(style);
        var account = simulator.account();
        var other = account.credential().substring(1);
        var remote = over(simulator, new Account(other, account.account(), account.project()));

        assertThatThrownBy(() -> await(remote.list(null))).isInstanceOf(RemoteFailure.Unauthorized.class);
        await(simulator.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void what_is_over_the_quota_is_refused_in_the_words_of_the_style_and_counted(String style) {
        var simulator = simulator(style);
        await(simulator.allow(new Quota(3, 3_600)));
        var remote = over(simulator, simulator.account());
        for (int i = 0; i < 3; i++) {
            await(remote.list(null));
        }

        assertThatThrownBy(() -> await(remote.list(null)))
                .isInstanceOfSatisfying(
                        RemoteFailure.Limited.class,
                        limited -> assertThat(limited.retryAfter())
                                .isPositive()
                                .isLessThanOrEqualTo(java.time.Duration.ofHours(1)));
        assertThat(await(simulator.counted())).isEqualTo(new Counted(4, 4, 1, 0));

        await(simulator.allow(null));
        await(remote.list(null));
        assertThat(await(simulator.counted())).isEqualTo(new Counted(5, 0, 0, 0));
        await(simulator.close());
    }
}
