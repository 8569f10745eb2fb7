package org.meetingsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.bench.Contest.Behind;
import org.meetingsgateway.bench.Contest.Contestant;

class ContestTableTest {
    private static final Request NONE = new Request("127.0.0.1", 1, "", 0);

    private static Contestant contestant(String name, Behind behind, Measured... rounds) {
        var contestant = new Contestant(name, NONE, 1, behind, 2);
        contestant.rounds().addAll(List.of(rounds));
        return contestant;
    }

    private static Measured round(double perSecond, double server, double behind) {
        return new Measured(perSecond, 1, 2, OptionalDouble.of(server), OptionalDouble.of(behind));
    }

    private static List<List<String>> table(Contestant... contestants) {
        var contest = new Contest("page", List.of(contestants));
        return new ContestTable("case", List.of("proxy"))
                .print(List.of(contest), true)
                .lines()
                .map(line -> List.of(line.replaceAll("^\\| | *\\|$", "").split(" *\\| *", -1)))
                .toList();
    }

    @Test
    void a_ratio_is_the_median_of_the_ratios_of_each_round() {
        var rows = table(
                contestant("gateway", Behind.POSTGRES, round(100, 10, 10), round(200, 10, 10), round(900, 10, 10)),
                contestant("proxy", Behind.ORIGIN, round(50, 40, 1), round(200, 40, 1), round(100, 40, 1)));

        assertThat(rows.get(2)).startsWith("page: gateway", "200").endsWith("2.00", "2.00");
        assertThat(rows.get(3)).startsWith("page: proxy", "100").endsWith("", "");
    }

    @Test
    void the_cpu_of_postgresql_counts_and_that_of_an_origin_does_not() {
        var rows = table(
                contestant("bare", Behind.POSTGRES, round(1, 30, 70)),
                contestant("another", Behind.ORIGIN, round(1, 50, 70)),
                contestant("proxy", Behind.ORIGIN, round(1, 100, 500)));

        assertThat(rows.get(2)).endsWith("1.00", "1.00");
        assertThat(rows.get(3)).endsWith("1.00", "2.00");
    }

    @Test
    void where_the_yardstick_does_not_take_part_there_is_no_ratio() {
        assertThat(table(contestant("gateway", Behind.NOTHING, round(1, 1, 1))).get(2))
                .endsWith("", "–", "–");
    }
}
