package org.meetingsgateway.drill;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends requests in turn, from one thread over many connections: as fast as they are answered, or at a rate whatever is answered. */
final class Traffic {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final InetSocketAddress target;
    private final List<byte[]> requests;
    private final int connections;
    private final Answers answers = new Answers();
    private final ArrayDeque<Caller> idle = new ArrayDeque<>();
    private final Set<Caller> open = new HashSet<>();
    private int sent;

    private Traffic(InetSocketAddress target, List<byte[]> requests, int connections) {
        this.target = target;
        this.requests = requests;
        this.connections = connections;
    }

    /** Every connection sends the next request as soon as the last one is answered. */
    static Answers asAnswered(InetSocketAddress target, List<byte[]> requests, int connections, Duration duration)
            throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        return new Traffic(target, requests, connections).run(0, () -> System.nanoTime() < end);
    }

    /** So many requests a second, on as many connections as that takes, up to a number. */
    static Answers atRate(
            InetSocketAddress target, List<byte[]> requests, int connections, double perSecond, Duration duration)
            throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        return atRate(target, requests, connections, perSecond, () -> System.nanoTime() < end);
    }

    static Answers atRate(
            InetSocketAddress target, List<byte[]> requests, int connections, double perSecond, BooleanSupplier goesOn)
            throws IOException {
        return new Traffic(target, requests, connections).run((long) (1e9 / perSecond), goesOn);
    }

    private Answers run(long interval, BooleanSupplier goesOn) throws IOException {
        Processors.toCallers();
        try (var selector = Selector.open()) {
            long start = System.nanoTime();
            long due = start;
            while (goesOn.getAsBoolean()) {
                long now = System.nanoTime();
                if (interval == 0) {
                    while (open.size() < connections || !idle.isEmpty()) {
                        send(selector, now);
                    }
                } else {
                    for (; due <= now; due += interval) {
                        send(selector, due);
                    }
                }
                step(selector, interval == 0 ? 50 : Math.max(1, (due - now) / 1_000_000));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long patience = System.nanoTime() + PATIENCE;
            while (busy() > 0 && System.nanoTime() < patience) {
                step(selector, 50);
            }
            answers.over(seconds, busy());
            open.forEach(Caller::close);
            return answers;
        } finally {
            Processors.toServers();
        }
    }

    private long busy() {
        return open.stream().filter(Caller::isBusy).count();
    }

    private void send(Selector selector, long due) {
        var caller = idle.poll();
        try {
            if (caller == null) {
                if (open.size() >= connections) {
                    answers.notSent();
                    return;
                }
                caller = Caller.connect(target, selector);
                open.add(caller);
            }
            caller.send(requests.get(sent++ % requests.size()), due);
        } catch (IOException e) {
            answers.broke();
            if (caller != null) {
                forget(caller);
            }
        }
    }

    private void step(Selector selector, long millis) throws IOException {
        selector.select(
                key -> {
                    var caller = (Caller) key.attachment();
                    boolean wasBusy = caller.isBusy();
                    try {
                        if (caller.proceed()) {
                            caller.tell(answers);
                            if (caller.isLast()) {
                                forget(caller);
                            } else {
                                idle.push(caller);
                            }
                        }
                    } catch (IOException e) {
                        if (wasBusy) {
                            answers.broke();
                        }
                        forget(caller);
                    }
                },
                millis);
    }

    private void forget(Caller caller) {
        caller.close();
        open.remove(caller);
        idle.remove(caller);
    }
}
