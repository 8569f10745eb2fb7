package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.meetingsgateway.call.Problem;

/** What holds for every cursor, slug and alias. */
class StorePropertyTest {
    @Property
    void a_cursor_is_read_back_by_its_own_list(
            @ForAll long key, @ForAll long high, @ForAll long low, @ForAll int query) {
        var cursor = new Cursor(key, new UUID(high, low));
        assertThat(Cursor.decode(cursor.encode(query), query)).isEqualTo(cursor);
    }

    @Property
    void a_cursor_of_another_list_is_refused(@ForAll long key, @ForAll int query, @ForAll int other) {
        var text = new Cursor(key, new UUID(1, 2)).encode(query);
        if (query != other) {
            assertThatThrownBy(() -> Cursor.decode(text, other)).isInstanceOf(Problem.Invalid.class);
        }
    }

    @Property
    void an_altered_cursor_is_refused(
            @ForAll long key, @ForAll long high, @ForAll int query, @ForAll @IntRange(max = 37) int at) {
        var text = new Cursor(key, new UUID(high, 2)).encode(query);
        for (var other : new char[] {'A', 'x', '-', '9'}) {
            var altered = text.substring(0, at) + other + text.substring(at + 1);
            if (!altered.equals(text)) {
                assertThatThrownBy(() -> Cursor.decode(altered, query)).isInstanceOf(Problem.Invalid.class);
            }
        }
        assertThatThrownBy(() -> Cursor.decode(text + "==", query)).isInstanceOf(Problem.Invalid.class);
    }

    @Property
    void nonsense_is_refused_as_a_cursor(@ForAll @StringLength(max = 60) String text, @ForAll int query) {
        assertThatThrownBy(() -> Cursor.decode(text, query)).isInstanceOf(Problem.Invalid.class);
    }

    @Property
    void a_moment_survives_a_cursor_to_the_microsecond(@ForAll("moments") Instant moment) {
        assertThat(Cursor.of(moment, new UUID(0, 0)).instant()).isEqualTo(moment);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Instant> moments() {
        return net.jqwik.api.Arbitraries.longs()
                .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
                .map(micros -> Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS));
    }

    @Property
    void a_slug_is_lower_case_words_with_single_hyphens(@ForAll @StringLength(max = 400) String title) {
        assertThat(Slugs.base(title, "fallback"))
                .matches("[a-z0-9_]+(-[a-z0-9_]+)*")
                .hasSizeLessThanOrEqualTo(256);
    }

    @Example
    void slugs_are_as_rails_makes_them() {
        assertThat(Slugs.base("A New Meeting With The API", "x")).isEqualTo("a-new-meeting-with-the-api");
        assertThat(Slugs.base("Crème brûlée!", "x")).isEqualTo("creme-brulee");
        assertThat(Slugs.base("Straße_7 – Ærø & Łódź", "x")).isEqualTo("strasse_7-aero-lodz");
        assertThat(Slugs.base("Планёрка", "x")).isEqualTo("x");
        assertThat(Slugs.base(null, "x")).isEqualTo("x");
    }

    @Example
    void a_slug_never_has_the_form_of_an_id() {
        assertThat(Slugs.base("6B0809fb57a1a2b3c4d5e6f7", "x")).isEqualTo("x");
        assertThat(Slugs.base("01a21767-b2cb-7f30-bbef-4899982bf965", "x")).isEqualTo("x");
        assertThat(Slugs.base("6b0809fb57a1a2b3c4d5e6f", "x")).isEqualTo("6b0809fb57a1a2b3c4d5e6f");
    }

    @Property
    void an_alias_is_24_hex_digits_that_start_with_its_second(@ForAll("moments") Instant moment) {
        var alias = Ids.alias(moment);
        assertThat(Ids.isAlias(alias)).isTrue();
        assertThat(Long.parseLong(alias.substring(0, 8), 16)).isEqualTo(moment.getEpochSecond() & 0xffffffffL);
    }
}
