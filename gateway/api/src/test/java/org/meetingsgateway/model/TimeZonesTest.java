package org.meetingsgateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
    @Provide
    Arbitrary<String> railsNames() {
        return Arbitraries.of(TimeZones.RAILS.keySet().stream().sorted().toList());
    }

    @Provide
    Arbitrary<String> ianaNames() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
    }

    @Property
    void a_rails_name_is_understood_and_stays_what_it_is(@ForAll("railsNames") String name) {
        assertThat(TimeZones.find(name)).isPresent();
        assertThat(TimeZones.railsName(name)).isEqualTo(name);
    }

    @Property
    void the_rails_name_of_a_zone_is_a_name_of_the_same_zone(@ForAll("ianaNames") String name) {
        var zone = TimeZones.find(TimeZones.railsName(name));
        assertThat(zone)
                .hasValueSatisfying(
                        z -> assertThat(z.getRules()).isEqualTo(ZoneId.of(name).getRules()));
    }

    @Property
    void an_iana_name_is_the_zone_that_it_names(@ForAll("ianaNames") String name) {
        assertThat(TimeZones.find(name))
                .hasValueSatisfying(
                        z -> assertThat(z.getRules()).isEqualTo(ZoneId.of(name).getRules()));
    }

    @ParameterizedTest
    @CsvSource({
        "London, Europe/London",
        "Edinburgh, Europe/London",
        "Eastern Time (US & Canada), America/New_York",
        "International Date Line West, Etc/GMT+12",
        "Astana, Asia/Almaty",
        "Asuncion, America/Asuncion",
        "Bern, Europe/Zurich",
        "Canberra, Australia/Melbourne",
        "Kyev, Europe/Kiev",
        "Samoa, Pacific/Apia",
        "UTC, Etc/UTC",
        "Europe/Kyiv, Europe/Kyiv",
        "EST, America/Panama",
        "ROC, Asia/Taipei"
    })
    void a_name_means_the_zone_that_rails_gives_it(String name, String zone) {
        assertThat(TimeZones.find(name)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/London, London",
        "America/New_York, Eastern Time (US & Canada)",
        "Europe/Zurich, Zurich",
        "Europe/Kiev, Kyiv",
        "Asia/Ulaanbaatar, Ulaanbaatar",
        "Europe/Moscow, Moscow",
        "Asia/Kolkata, Kolkata",
        "Etc/UTC, UTC",
        "Asia/Manila, Asia/Manila"
    })
    void of_several_cities_of_a_zone_the_one_it_is_named_after_names_it(String zone, String name) {
        assertThat(TimeZones.railsName(zone)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "london", "London ", "Europe/london", "Londinium", "+01:00", "GMT+1", "Z", "CEST"})
    void what_is_no_name_is_no_zone(String name) {
        assertThat(TimeZones.find(name)).isEmpty();
        assertThat(TimeZones.railsName(name)).isEqualTo(name);
    }

    @Test
    void all_names_of_rails_are_there_and_two_old_spellings() {
        assertThat(TimeZones.RAILS).hasSize(152 + 2);
    }
}
