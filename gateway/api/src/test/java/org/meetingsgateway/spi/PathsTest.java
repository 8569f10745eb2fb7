package org.meetingsgateway.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathsTest {
    @Test
    void a_suffix_is_taken_off_once_with_the_slashes_after_it() {
        assertThat(Paths.withoutSuffix("/people.json", ".json")).isEqualTo("/people");
        assertThat(Paths.withoutSuffix("/people.json/", ".json")).isEqualTo("/people");
        assertThat(Paths.withoutSuffix("/people.json.json", ".json")).isEqualTo("/people.json");
    }

    @Test
    void a_path_without_the_suffix_stays_as_it_is() {
        for (var path : List.of(
                "", "/", "//", "/people", "/people/", "/people.JSON", "/people.json/1", "/.json", "/a/.json/")) {
            assertThat(Paths.withoutSuffix(path, ".json")).isEqualTo(path);
        }
        assertThat(Paths.withoutSuffix("/people.json/", "")).isEqualTo("/people.json/");
    }

    @Property(tries = 50)
    void of_several_templates_the_one_with_the_later_literals_comes_first(@ForAll Random random) {
        var templates = List.of(
                "/meetings/day/agenda",
                "/meetings/:meeting/agenda",
                "/:kind/:meeting/agenda",
                "/meetings/day/:date",
                "/things/:a/:b",
                "/:kind/:a/:b");
        var shuffled = new ArrayList<>(templates);
        Collections.shuffle(shuffled, random);
        assertThat(shuffled.stream().sorted(Paths.MORE_SPECIFIC_FIRST)).containsExactlyElementsOf(templates);
    }

    @Test
    void names_of_variables_do_not_matter() {
        assertThat(Paths.MORE_SPECIFIC_FIRST.compare("/a/x/:zebra", "/a/:x/:ape"))
                .isNegative();
    }
}
