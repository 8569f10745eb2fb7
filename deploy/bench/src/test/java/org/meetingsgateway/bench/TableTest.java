package org.meetingsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("list", "req/s").row("a", "1000").row("longer", "2");

    @Test
    void figures_stand_under_each_other() {
        assertThat(table.print(false)).isEqualTo("""
                list    req/s
                a        1000
                longer      2
                """);
    }

    @Test
    void markdown_has_a_rule_under_the_header() {
        assertThat(table.print(true)).isEqualTo("""
                | list   | req/s |
                |--------|------:|
                | a      |  1000 |
                | longer |     2 |
                """);
    }
}
