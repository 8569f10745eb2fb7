package org.meetingsgateway.simulators;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;

/**
 * One product, listening on the loopback address. All of it happens on one event loop, whoever asks; every future of it
 * is completed there.
 */
public final class Simulator {
    private static final String HOST = "127.0.0.1";

    private final Setup setup;
    private final Context loop;
    private final Owner owner;
    private final Meetings meetings;
    private final Meter meter;
    private final Door door;
    private final HttpServer server;

    private Simulator(Vertx vertx, Setup setup) {
        var random = new Random(setup.seed());
        this.setup = setup;
        this.loop = vertx.getOrCreateContext();
        this.owner = Owner.of(setup.adapter(), random);
        var clock = new SeedClock(setup.clock());
        var memory = MemorySource.living(owner.library(), clock, new Random(random.nextLong()));
        this.meetings = new Meetings(vertx, memory.source(), owner.operator(), clock, new Inventor(random.nextLong()));
        this.meter = new Meter(setup.quota(), System::nanoTime, setup.clock());
        this.door = new Door(owner, memory.source(), meter);
        this.server = vertx.createHttpServer().requestHandler(door);
    }

    /** Listens when the future succeeds. It has no meetings then. */
    public static Future<Simulator> start(Vertx vertx, Setup setup) {
        var simulator = new Simulator(vertx, setup);
        return simulator.on(() -> simulator.server.listen(setup.port(), HOST)).map(simulator);
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
        return setup.adapter()
                .upstream()
                .orElseThrow()
                .open(owner.account(), request -> on(() -> door.inside().send(request)));
    }

    /** Asks what it has, or changes it, as its operator; nobody is asked whether that may be. */
    public <A> Future<A> call(Call<A> call) {
        return on(() -> meetings.call(call));
    }

    /** So many more meetings are there, as if they had come one by one over the last years. */
    public Future<Void> fill(int count) {
        return on(() -> meetings.fill(count));
    }

    /** From now on it allows so much; null: whatever anyone asks for. What was counted is forgotten. */
    public Future<Void> allow(@Nullable Quota quota) {
        return on(() -> {
            meter.keep(quota);
            return Future.succeededFuture();
        });
    }

    /** Who kept to the quota since it is what it is. */
    public Future<Counted> counted() {
        return on(() -> Future.succeededFuture(meter.counted()));
    }

    public Future<Void> close() {
        return on(server::close);
    }

    private <A> Future<A> on(Supplier<Future<A>> what) {
        var done = Promise.<A>promise();
        loop.runOnContext(here -> what.get().onComplete(done));
        return done.future();
    }
}
