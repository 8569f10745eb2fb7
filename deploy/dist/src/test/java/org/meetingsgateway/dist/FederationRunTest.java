package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.dist.LiveAccount.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final int WRITERS = 2;
    private static final int A_MINUTE = 60;
    private static final long PACE_MS = 150;

    private final Random random = new Random(SEED);
    private final Vertx vertx = Vertx.vertx();
    private final List<LiveAccount> accounts = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** How often a product began to say of meetings that it has them no more, and ceased to: odd while it does. */
    private final Map<LiveAccount, AtomicInteger> losses = new HashMap<>();

    private final List<String> happened = new ArrayList<>();
    private MortalGateway gateway;
    private int kills;
    private volatile boolean isOver;

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
            var account = LiveAccount.connected(simulator, QUOTA, tenant, project, owner);
            accounts.add(account);
            var lost = new AtomicInteger();
            losses.put(account, lost);
            for (int place = 0; place < WRITERS; place++) {
                writers.add(new Writer(account, place, WRITERS, SEED + writers.size(), lost::get));
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        writersStop();
        gateway.close();
        await(vertx.close());
    }

    /** Until the test ends. */
    private void write(Writer writer) {
        while (!isOver) {
            writer.step();
            await(vertx.timer(PACE_MS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void when_all_is_well_again_nothing_is_lost_invented_doubled_or_over_the_quota() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long kill = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / 2;
        writers.forEach(writer -> threads.add(Thread.ofVirtual().start(() -> write(writer))));
        while (System.nanoTime() < end) {
            if (System.nanoTime() > kill) {
                kill = System.nanoTime() + TimeUnit.SECONDS.toNanos(20 + random.nextInt(60));
                disturb();
            }
            var account = accounts.get(random.nextInt(accounts.size()));
            step(account);
            nothingIsFalselyDeleted(account);
            await(vertx.timer(PACE_MS, TimeUnit.MILLISECONDS));
        }
        writersStop();
        accounts.forEach(one -> await(one.simulator().heal()));
        accounts.forEach(LiveAccount::resync);
        writers.forEach(this::answered);
        accounts.forEach(this::isWell);
    }

    private void writersStop() throws InterruptedException {
        isOver = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    /** What nothing is known of is sent again, until all is known: in a short run, only once. */
    private void answered(Writer writer) {
        if (SECONDS > A_MINUTE) {
            Wait.untilLong("all is answered: " + writer.told(), () -> {
                accounts.forEach(LiveAccount::decide); // until then nothing is known of what is out of sight
                await(vertx.timer(PACE_MS, TimeUnit.MILLISECONDS));
                return writer.again();
            });
        } else {
            writer.again();
        }
        System.out.println(writer.told());
        happened.add(writer.told());
    }

    private void isWell(LiveAccount account) {
        Wait.untilLong("all is there: " + told(account), () -> {
            account.decide();
            return account.mirrored().equals(account.truth());
        });
        waitUntilEqual(account);
        Wait.until(
                "it is well: " + told(account),
                () -> account.state().getString("state").equals("active"));
        nothingIsFalselyDeleted(account);
        promisesAreKept(account);
        if (SECONDS > A_MINUTE) {
            Wait.untilNone(
                    "all that was made is known: " + told(account),
                    () -> holdings(account).strangers());
        }
        var counted = await(account.simulator().counted());
        assertThat(counted.over()).as(told(account)).isZero();
        assertThat(counted.most()).isLessThanOrEqualTo(QUOTA.requests());
        assertThat(counted.strayed()).as(told(account)).isZero();
    }

    private static Holdings holdings(LiveAccount account) {
        return new Holdings(account.simulator(), account.kept());
    }

    private void promisesAreKept(LiveAccount account) {
        var holdings = holdings(account);
        var its = writers.stream().filter(writer -> writer.isOf(account)).toList();
        var mayBeGone = new HashSet<>(await(account.simulator().deleted()));
        its.forEach(writer -> mayBeGone.addAll(writer.promises().deletions()));
        for (var writer : its) {
            assertThat(writer.wrong()).as(told(account)).isEmpty();
            var broken = writer.promises().broken(holdings, mayBeGone);
            assertThat(broken)
                    .as(() -> told(account) + "\nsent: " + sentWith(writer, broken))
                    .isEmpty();
        }
    }

    private static List<String> sentWith(Writer writer, List<String> broken) {
        return Promises.named(String.join(" ", broken)).stream()
                .flatMap(mark -> writer.sentWith(mark).stream())
                .distinct()
                .toList();
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

    /** What somebody wanted deleted while the product said that it does not have it is gone here until it is shown again. */
    private void nothingIsFalselyDeleted(LiveAccount account) {
        var gone = account.falselyDeleted();
        writers.stream()
                .filter(writer -> writer.isOf(account))
                .forEach(writer -> gone.removeAll(writer.promises().deletions()));
        assertThat(gone).as(told(account)).isEmpty();
    }

    private void disturb() {
        switch (kills++ == 0 ? 0 : random.nextInt(4)) {
            case 0, 1 -> {
                happened.add("kill -9");
                gateway.killAndRestart();
            }
            case 2 -> {
                happened.add("restart");
                gateway.restart();
            }
            default -> {
                happened.add("database cut");
                gateway.cutDatabase();
            }
        }
    }

    private void step(LiveAccount account) {
        var simulator = account.simulator();
        switch (random.nextInt(10)) {
            case 0, 1 -> await(simulator.create());
            case 2, 3, 4 -> await(simulator.change());
            case 5 -> await(simulator.delete());
            case 6, 7 -> fault(account);
            default -> heal(account);
        }
    }

    private void fault(LiveAccount account) {
        var simulator = account.simulator();
        var fault = Fault.values()[random.nextInt(Fault.values().length)];
        if (fault == Fault.MASS_DELETION && account.mirrored().size() < MEETINGS - 5) {
            return; // a few that vanish are believed, as they are when somebody deletes them
        }
        var dose = fault == Fault.MASS_DELETION ? Dose.of(0.8) : Dose.of(0.1 + 0.5 * random.nextDouble());
        happened.add(simulator.style() + " " + fault + " "
                + LocalTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS));
        if (fault == Fault.MASS_DELETION) {
            losses.get(account).updateAndGet(many -> many | 1);
        }
        await(simulator.on(fault, dose.seconds(1 + random.nextInt(3))));
    }

    private void heal(LiveAccount account) {
        happened.add(account.simulator().style() + " healed");
        await(account.simulator().heal());
        losses.get(account).updateAndGet(many -> many + (many & 1));
    }
}
