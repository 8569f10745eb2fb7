package org.meetingsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void the_median_ignores_one_bad_round() {
        assertThat(Measured.median(3, 1000, 1)).isEqualTo(3);
        assertThat(Measured.median(4, 1000, 1, 2)).isEqualTo(3);
    }

    @Test
    void work_uses_cpu_time_where_the_system_tells() {
        long self = ProcessHandle.current().pid();
        var before = Cpu.of(self);
        double target = before.getAsDouble() + 0.05;
        while (Cpu.of(self).getAsDouble() < target) {
            Thread.onSpinWait();
        }

        assertThat(Cpu.of(self).getAsDouble()).isGreaterThanOrEqualTo(target);
        assertThat(Cpu.ofFamily(self).getAsDouble()).isGreaterThanOrEqualTo(target);
    }
}
