package org.meetingsgateway.simulators;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The switches of all faults. For one thread. */
final class Faults {
    private static final class Switched {
        private final Dose dose;
        private int times;

        Switched(Dose dose) {
            this.dose = dose;
        }

        boolean isOver() {
            return dose.times() != null && times >= dose.times();
        }
    }

    private final RandomGenerator random;
    private final Map<Fault, Switched> on = new EnumMap<>(Fault.class);

    Faults(RandomGenerator random) {
        this.random = random;
    }

    void on(Fault fault, Dose dose) {
        on.put(fault, new Switched(dose));
    }

    void off(Fault fault) {
        on.remove(fault);
    }

    /** Null where it is off, or happened as often as it should. */
    @Nullable
    Dose dose(Fault fault) {
        var switched = on.get(fault);
        return switched == null || switched.isOver() ? null : switched.dose;
    }

    /** Whether it happens now; it has happened then. */
    boolean strikes(Fault fault) {
        var switched = on.get(fault);
        boolean now = switched != null && !switched.isOver() && random.nextDouble() < switched.dose.share();
        if (switched != null && now) {
            switched.times++;
        }
        return now;
    }

    /** How long it takes. */
    Duration length(Fault fault) {
        var switched = on.get(fault);
        var told = switched == null ? null : switched.dose.seconds();
        return Duration.ofSeconds(Objects.requireNonNullElse(told, fault.seconds()));
    }

    int one(int of) {
        return random.nextInt(of);
    }
}
