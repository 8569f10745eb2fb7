package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT meeting | SELECT m.id, (SELECT 1) FROM (SELECT * FROM meeting m WHERE m.tenant_id = $1) m",
                "SELECT meeting | SELECT m.id FROM meeting m WHERE m.id = $1 FOR UPDATE OF m",
                "INSERT meeting | WITH new AS (INSERT INTO meeting (id) VALUES ($1) RETURNING *) SELECT * FROM new",
                "INSERT person | INSERT INTO person AS p VALUES ($1) ON CONFLICT (id) DO UPDATE SET name = $2",
                "UPDATE api_key | UPDATE api_key SET used_at = $1",
                "DELETE raw_document | DELETE FROM raw_document WHERE id = $1",
                "SELECT | SELECT append_segments($1)",
            })
    void a_statement_is_called_by_what_it_does_to_which_table(String name, String text) {
        assertThat(StatementName.of(text)).isEqualTo(name);
    }
}
