package org.meetingsgateway.simulators;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;

/**
 * One product, listening on the loopback address. All of it happens on one event loop, whoever asks; every future of it
 * is completed there.
 */
public final class Simulator {
    static final String HOST = "127.0.0.1";

    private final Setup setup;
    private final Context loop;
    private final Owner owner;
    private final MemorySource memory;
    private final Faults faults;
    private final Meetings meetings;
    private final Meter meter;
    private final Elsewhere elsewhere;
    private final HttpServer server;

    private Simulator(Vertx vertx, Setup setup) {
        // Products of one seed do not have the same ids.
        var random = new Random(31 * setup.seed() + setup.adapter().style().hashCode());
        var clock = new SeedClock(setup.clock());
        this.setup = setup;
        this.loop = vertx.getOrCreateContext();
        this.owner = Owner.of(setup.adapter(), random);
        this.memory = MemorySource.living(owner.library(), clock, new Random(random.nextLong()));
        this.faults = new Faults(new Random(random.nextLong()));
        var source = memory.source();
        this.meetings = new Meetings(vertx, source, owner.operator(), clock, new Inventor(random.nextLong()), faults);
        this.meter = new Meter(setup.quota(), System::nanoTime, setup.clock());
        this.elsewhere = new Elsewhere(vertx);
        var door = new Door(vertx, owner, new FaultySource(source, faults, meetings), meter, faults, elsewhere::origin);
        this.server = vertx.createHttpServer().requestHandler(door);
    }

    /** Listens when the future succeeds. It has no meetings then, and no faults. */
    public static Future<Simulator> start(Vertx vertx, Setup setup) {
        var simulator = new Simulator(vertx, setup);
        return simulator
                .on(() -> simulator.elsewhere.start().compose(ready -> simulator.server.listen(setup.port(), HOST)))
                .map(simulator);
    }

    public String style() {
        return setup.adapter().style();
    }

    /** Its origin. */
    public String url() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    /** What a connection to it needs. */
    public Account account() {
        return owner.account();
    }

    /** The account as it is, past quota and faults, and not counted. */
    public Remote remote() {
        var known = Map.of(owner.account().credential(), new Caller(owner.principal(), null));
        var inside = new SurfaceHarness(owner.surface(), memory.source(), known).exchange();
        return setup.adapter()
                .upstream()
                .orElseThrow()
                .open(owner.account(), request -> on(() -> inside.send(request)));
    }

    /** Asks what it has, or changes it, as its operator; nobody is asked whether that may be. */
    public <A> Future<A> call(Call<A> call) {
        return on(() -> meetings.call(call));
    }

    /** So many more meetings are there, as if they had come one by one over the last years. */
    public Future<Void> fill(int count) {
        return on(() -> meetings.fill(count));
    }

    /** A meeting is just over. */
    public Future<Void> create() {
        return done(meetings::create);
    }

    /** Something about some meeting changes. */
    public Future<Void> change() {
        return done(meetings::change);
    }

    /** Some meeting is deleted. */
    public Future<Void> delete() {
        return done(meetings::delete);
    }

    /** The ids, and the aliases, of the meetings that it deleted itself: not of those that somebody asked it to. */
    public Future<Set<String>> deleted() {
        return on(() -> Future.succeededFuture(meetings.deleted()));
    }

    /** How many meetings it has. */
    public Future<Long> count() {
        return on(() -> Future.succeededFuture(meetings.count()));
    }

    /** Switches a fault on, or changes how much of it there is. */
    public Future<Void> on(Fault fault, Dose dose) {
        return done(() -> {
            faults.on(fault, dose);
            if (fault == Fault.MASS_DELETION) {
                memory.hide(meeting -> isOf(dose.share(), meeting));
            }
        });
    }

    /** Switches a fault off; what was late comes, and what was lost is back. */
    public Future<Void> off(Fault fault) {
        return done(() -> {
            faults.off(fault);
            switch (fault) {
                case MASS_DELETION -> memory.hide(meeting -> false);
                case LATE_TRANSCRIPTS -> meetings.arrive();
                default -> {}
            }
        });
    }

    /** Switches all faults off. */
    public Future<Void> heal() {
        return Future.all(Arrays.stream(Fault.values()).map(this::off).toList()).mapEmpty();
    }

    /** The faults that are on. */
    public Future<Map<Fault, Dose>> faults() {
        return on(() -> {
            var now = new EnumMap<Fault, Dose>(Fault.class);
            for (var fault : Fault.values()) {
                var dose = faults.dose(fault);
                if (dose != null) {
                    now.put(fault, dose);
                }
            }
            return Future.succeededFuture(now);
        });
    }

    /** Ids are as good as random. */
    private static boolean isOf(double share, UUID meeting) {
        return (meeting.getLeastSignificantBits() & 0xffff) < share * 0x10000;
    }

    /** From now on it allows so much; null: whatever anyone asks for. What was over until now is forgotten. */
    public Future<Void> allow(@Nullable Quota quota) {
        return done(() -> meter.keep(quota));
    }

    /** Empty where there is none. */
    public Future<Optional<Quota>> quota() {
        return on(() -> Future.succeededFuture(Optional.ofNullable(meter.quota())));
    }

    public Future<Counted> counted() {
        return on(() -> Future.succeededFuture(meter.counted(elsewhere.strayed())));
    }

    public Future<Void> close() {
        return on(() -> Future.all(server.close(), elsewhere.close()).mapEmpty());
    }

    private Future<Void> done(Runnable what) {
        return on(() -> {
            what.run();
            return Future.succeededFuture();
        });
    }

    private <A> Future<A> on(Supplier<Future<A>> what) {
        var done = Promise.<A>promise();
        loop.runOnContext(here -> {
            try {
                what.get().onComplete(done);
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future();
    }
}
