package org.meetingsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Options read(String... arguments) {
        return Options.read(Path.of("lib"), List.of(arguments));
    }

    @Test
    void what_is_not_said_is_the_default() {
        var options = read();

        assertThat(options.meetings()).isEqualTo(1_000_000);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.markdown()).isFalse();
        assertThat(options.append()).isTrue();
        assertThat(options.data()).isNull();
    }

    @Test
    void options_are_read_in_any_order() {
        var options = read("--markdown", "--meetings", "20000", "--no-append", "--data", "/d", "--warm-up", "0");

        assertThat(options.meetings()).isEqualTo(20_000);
        assertThat(options.warmUp()).isZero();
        assertThat(options.markdown()).isTrue();
        assertThat(options.append()).isFalse();
        assertThat(options.constantRate()).isTrue();
        assertThat(options.data()).isEqualTo(Path.of("/d"));
    }

    @Test
    void without_lists_of_meetings_only_recordings_and_appends_are_measured() {
        var options = read("--only", "desktop");

        assertThat(options.listings()).isEmpty();
        assertThat(options.append()).isTrue();
        assertThat(options.desktop()).isTrue();
        assertThat(read("--only", "meetlog", "--no-desktop").desktop()).isFalse();
    }

    @Test
    void first_loads_are_measured_alone_and_only_when_they_are_asked_for() {
        assertThat(read().firstLoad()).isZero();
        assertThat(read("--only", "desktop").firstLoad()).isZero();

        var options = read("--only", "first-load");
        assertThat(options.firstLoad()).isEqualTo(100_000);
        assertThat(options.listings()).isEmpty();
        assertThat(options.append()).isFalse();
        assertThat(options.desktop()).isFalse();
        assertThat(read("--account", "4321", "--only", "first-load").firstLoad())
                .isEqualTo(4_320);
    }

    @Test
    void far_pages_are_measured_alone_in_tenants_of_three_sizes() {
        assertThat(read().scale()).isEmpty();

        var options = read("--only", "scale");
        assertThat(options.scale()).containsExactly(1_000, 1_000_000, 5_000_000);
        assertThat(options.listings()).isEmpty();
        assertThat(options.append()).isFalse();
        assertThat(options.desktop()).isFalse();
        assertThat(options.firstLoad()).isZero();
        assertThat(read("--only", "scale", "--meetings", "50000").scale()).containsExactly(1_000, 10_000, 50_000);
    }

    @Test
    void yardsticks_are_measured_alone_and_only_when_they_are_asked_for() {
        assertThat(read().yardsticks()).isEmpty();

        var options = read("--only", "yardsticks");
        assertThat(options.yardsticks()).containsExactly(Yardstick.PROXIES, Yardstick.READINGS, Yardstick.DJANGO);
        assertThat(read("--only", "django").yardsticks()).containsExactly(Yardstick.DJANGO);
        assertThat(options.listings()).containsExactly(Listing.CANONICAL, Listing.MEETLOG, Listing.MINUTEBASE);
        assertThat(options.append()).isFalse();
        assertThat(options.desktop()).isFalse();
        assertThat(options.firstLoad()).isZero();
    }

    @Test
    void the_footprint_is_measured_alone_and_only_when_it_is_asked_for() {
        assertThat(read().footprint()).isFalse();

        var options = read("--only", "footprint", "--keys", "1234");
        assertThat(options.footprint()).isTrue();
        assertThat(options.keys()).isEqualTo(1_230);
        assertThat(options.soak()).isEqualTo(600);
        assertThat(options.listings()).isEmpty();
        assertThat(options.append()).isFalse();
        assertThat(options.desktop()).isFalse();
    }

    @Test
    void what_cannot_be_read_is_said() {
        assertThatThrownBy(() -> read("--round")).hasMessage("unknown option --round");
        assertThatThrownBy(() -> read("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> read("--rounds", "0")).hasMessage("--rounds needs a number from 1 on, not 0");
        assertThatThrownBy(() -> read("--only", "minutes")).hasMessageContaining("not minutes");
        assertThatThrownBy(() -> read("--seconds", "x")).hasMessageContaining("not x");
    }

    @Test
    void deployments_are_measured_alone() {
        var options = read("--only", "deployments", "--other-jdk", "/jdk");

        assertThat(options.deployments()).isTrue();
        assertThat(options.otherJdk()).isEqualTo(Path.of("/jdk"));
        assertThat(options.listings()).isEmpty();
        assertThat(options.append()).isFalse();
    }
}
