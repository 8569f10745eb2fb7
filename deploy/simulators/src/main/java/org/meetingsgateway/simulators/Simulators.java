package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** One simulator of each product, with a control over HTTP. */
public final class Simulators {
    private final List<Simulator> all;
    private final Control control;

    private Simulators(List<Simulator> all, Control control) {
        this.all = all;
        this.control = control;
    }

    /**
     * Starts them with so many meetings each, and with the quotas that the products document.
     *
     * @param controlPort where the control listens; 0: any port that is free
     */
    public static Future<Simulators> start(Vertx vertx, long seed, int meetings, Clock clock, int controlPort) {
        var starts = Products.all().stream()
                .map(product -> Simulator.start(vertx, Setup.documented(product.style(), seed, clock)))
                .toList();
        return Future.all(starts).compose(started -> {
            List<Simulator> all = started.list();
            return Future.all(all.stream().map(one -> one.fill(meetings)).toList())
                    .compose(filled -> Control.start(vertx, all, controlPort))
                    .map(control -> new Simulators(all, control));
        });
    }

    public List<Simulator> all() {
        return all;
    }

    /** The origin of the control. */
    public String controlUrl() {
        return control.url();
    }

    public Future<Void> close() {
        return Future.all(Stream.concat(Stream.of(control.close()), all.stream().map(Simulator::close))
                        .toList())
                .mapEmpty();
    }
}
