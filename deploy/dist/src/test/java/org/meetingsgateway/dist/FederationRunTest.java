package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.dist.LiveAccount.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.simulators.Dose;
import org.meetingsgateway.simulators.Fault;
import org.meetingsgateway.simulators.Products;
import org.meetingsgateway.simulators.Setup;
import org.meetingsgateway.simulators.Simulator;

/**
 * A gateway mirrors all three products while meetings come, change and go there and are changed through the gateway, while
 * everything goes wrong, and while the gateway itself is killed. When all is well again it has what they have. {@code
 * -Drun.seconds} says for how long, {@code -Drun.seed} repeats what was random as far as the clock lets it.
 */
class FederationRunTest {
    private static final long SECONDS = Long.getLong("run.seconds", 12);
    private static final long SEED = Long.getLong("run.seed", new Random().nextLong());
    private static final Quota QUOTA = new Quota(250, 10);
    private static final int MEETINGS = 25;
    private static final long PACE_MS = 150;

    private final Random random = new Random(SEED);
    private final Vertx vertx = Vertx.vertx();
    private final List<LiveAccount> accounts = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private MortalGateway gateway;

    @TempDir
    Path data;

    @BeforeEach
    void start() {
        System.out.println("FederationRunTest: -Drun.seed=" + SEED + " -Drun.seconds=" + SECONDS);
        gateway = new MortalGateway(data, Map.of("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8"));
        var tenant = Tenant.create(gateway.running());
        var owner = tenant.person("Bob");
        var project = tenant.project("P");
        for (var product : Products.all()) {
            var setup = new Setup(product, QUOTA, SEED, 0, Clock.systemUTC());
            var simulator = await(Simulator.start(vertx, setup));
            await(simulator.fill(MEETINGS));
            accounts.add(LiveAccount.connected(simulator, QUOTA, tenant, project, owner));
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
        await(vertx.close());
    }

    @Test
    void when_all_is_well_again_nothing_is_lost_invented_or_over_the_quota() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long kill = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / 2;
        while (System.nanoTime() < end) {
            if (System.nanoTime() > kill) {
                kill = System.nanoTime() + TimeUnit.SECONDS.toNanos(20 + random.nextInt(60));
                happened.add("kill -9");
                gateway.killAndRestart();
            }
            step(accounts.get(random.nextInt(accounts.size())));
            accounts.forEach(this::nothingIsFalselyDeleted);
            await(vertx.timer(PACE_MS, TimeUnit.MILLISECONDS));
        }
        accounts.forEach(one -> await(one.simulator().heal()));
        accounts.forEach(LiveAccount::resync);
        for (var account : accounts) {
            Wait.until(
                    "all is there: " + told(account), () -> account.mirrored().equals(account.truth()));
            waitUntilEqual(account);
            Wait.until(
                    "it is well: " + told(account),
                    () -> account.state().getString("state").equals("active"));
            nothingIsFalselyDeleted(account);
            var counted = await(account.simulator().counted());
            assertThat(counted.over()).as(told(account)).isZero();
            assertThat(counted.most()).isLessThanOrEqualTo(QUOTA.requests());
            assertThat(counted.strayed()).as(told(account)).isZero();
        }
    }

    private void waitUntilEqual(LiveAccount account) {
        var left = new AtomicReference<Map<String, List<Object>>>(Map.of());
        try {
            Wait.until("all is equal", () -> {
                left.set(account.differences());
                return left.get().isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(told(account) + "\n" + left.get(), e);
        }
    }

    private String told(LiveAccount account) {
        return "-Drun.seed=" + SEED + " " + happened + " " + account.told();
    }

    private void nothingIsFalselyDeleted(LiveAccount account) {
        assertThat(account.falselyDeleted()).as(told(account)).isEmpty();
    }

    private void step(LiveAccount account) {
        var simulator = account.simulator();
        switch (random.nextInt(11)) {
            case 0, 1 -> await(simulator.create());
            case 2, 3, 4 -> await(simulator.change());
            case 5 -> await(simulator.delete());
            case 6, 7 -> fault(account);
            case 8 -> write(account);
            default -> heal(simulator);
        }
    }

    /** One that nobody may change says so; one that is not well, that it is not. */
    private void write(LiveAccount account) {
        int status = account.rename(random, "Renamed " + random.nextInt(1_000));
        happened.add(account.simulator().style() + " renamed: " + status);
        assertThat(status).isIn(200, 404, 409, 422, 503);
    }

    private void fault(LiveAccount account) {
        var simulator = account.simulator();
        var fault = Fault.values()[random.nextInt(Fault.values().length)];
        if (fault == Fault.MASS_DELETION && account.mirrored().size() < MEETINGS - 5) {
            return; // a few that vanish are believed, as they are when somebody deletes them
        }
        var dose = fault == Fault.MASS_DELETION ? Dose.of(0.8) : Dose.of(0.1 + 0.5 * random.nextDouble());
        happened.add(simulator.style() + " " + fault);
        await(simulator.on(fault, dose.seconds(1)));
    }

    private void heal(Simulator simulator) {
        happened.add(simulator.style() + " healed");
        await(simulator.heal());
    }
}
