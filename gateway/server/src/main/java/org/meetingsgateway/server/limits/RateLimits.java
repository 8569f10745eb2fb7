package org.meetingsgateway.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.meetingsgateway.wire.RateStatus;

/**
 * Limits of requests per credential; a limit is named after the surface, or the part of one, that it is for. Every window starts at the credential's first request and admits
 * exactly its number of requests; a request is admitted only if every window admits it, and a refused one counts in
 * none. Safe on event loops and from any number of threads.
 *
 * <p>Credentials that are idle for twice the longest window are forgotten, and so are the least used ones beyond the
 * maximum: a forgotten credential has full windows again.
 */
public final class RateLimits implements Limiter {
    /**
     * A limit.
     *
     * @param requests how many in one window, at least 1
     * @param seconds the window's length, at least 1
     */
    public record Window(int requests, long seconds) {
        public Window {
            if (requests < 1 || seconds < 1) {
                throw new IllegalArgumentException(requests + " requests in " + seconds + " s");
            }
        }
    }

    static final Admission UNLIMITED = new Admission(true, new RateStatus(List.of()), Duration.ZERO);

    private final Map<String, List<Window>> limits;
    private final Cache<Limited, List<CountedWindow>> counted;
    private final LongSupplier nanoClock;
    private final Clock clock;

    /**
     * @param limits by name; what is not named here has no limit
     * @param maximumCredentials how many credentials are counted at once
     * @param nanoClock a monotonic clock: {@code System::nanoTime}
     * @param clock tells when a window starts anew in the time of day
     */
    public RateLimits(Map<String, List<Window>> limits, long maximumCredentials, LongSupplier nanoClock, Clock clock) {
        this.limits = Map.copyOf(limits);
        this.nanoClock = nanoClock;
        this.clock = clock;
        long longest = limits.values().stream()
                .flatMap(List::stream)
                .mapToLong(Window::seconds)
                .max()
                .orElse(1);
        this.counted = Caffeine.newBuilder()
                .executor(Runnable::run) // a hand-over costs more than what there is to do
                .maximumSize(maximumCredentials)
                .expireAfterAccess(Duration.ofSeconds(2 * longest))
                .ticker(nanoClock::getAsLong)
                .build();
    }

    /** Counts a request of a credential, and says whether it may be served. */
    public Admission admit(String limit, String credentialId) {
        var windows = limits.getOrDefault(limit, List.of());
        if (windows.isEmpty()) {
            return UNLIMITED;
        }
        var counting = counted.get(
                new Limited(limit, credentialId),
                key -> windows.stream()
                        .map(window -> new CountedWindow(window, nanoClock))
                        .toList());
        boolean admitted = takeAll(counting);
        var status = new ArrayList<RateStatus.Window>(counting.size());
        for (var window : counting) {
            status.add(window.status(clock));
        }
        return new Admission(admitted, new RateStatus(status), admitted ? Duration.ZERO : wait(counting, status));
    }

    @Override
    public Future<Admission> ask(String limit, String credentialId) {
        return Future.succeededFuture(admit(limit, credentialId));
    }

    @Override
    public RateStatus unused(String limit) {
        return new RateStatus(limits.getOrDefault(limit, List.of()).stream()
                .map(window -> CountedWindow.unused(window, clock))
                .toList());
    }

    /** None where there is no limit. */
    List<Window> windows(String limit) {
        return limits.getOrDefault(limit, List.of());
    }

    private static boolean takeAll(List<CountedWindow> windows) {
        var cycles = new ArrayList<Long>(windows.size());
        for (var window : windows) {
            long cycle = window.cycle();
            if (!window.take(cycle)) {
                for (int taken = 0; taken < cycles.size(); taken++) {
                    windows.get(taken).giveBack(cycles.get(taken));
                }
                return false;
            }
            cycles.add(cycle);
        }
        return true;
    }

    private static Duration wait(List<CountedWindow> windows, List<RateStatus.Window> status) {
        long nanos = 0;
        for (int i = 0; i < windows.size(); i++) {
            if (status.get(i).remaining() == 0) {
                nanos = Math.max(nanos, windows.get(i).nanosToReset());
            }
        }
        return Duration.ofNanos(nanos);
    }
}
