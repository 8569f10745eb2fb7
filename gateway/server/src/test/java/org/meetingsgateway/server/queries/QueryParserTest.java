package org.meetingsgateway.server.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;

class QueryParserTest {
    private static String sql(String statement) {
        return QueryParser.check(statement).sql(place -> "$" + (place + 1));
    }

    private static void refuses(String statement, String code) {
        assertThatThrownBy(() -> QueryParser.check(statement))
                .as(statement)
                .isInstanceOfSatisfying(Problem.Invalid.class, refused -> {
                    assertThat(refused.violations()).hasSize(1);
                    assertThat(refused.violations().getFirst().field()).isEqualTo("/sql");
                    assertThat(refused.violations().getFirst().code())
                            .as(statement)
                            .isEqualTo(code);
                });
    }

    @Test
    void names_are_quoted_tables_are_views_and_literals_are_escaped() {
        assertThat(sql("select Title t, 'it''s' from Meetings m where m.STATUS = 'failed';"))
                .isEqualTo("SELECT \"title\" AS \"t\", 'it''s' FROM \"query\".\"meetings\" AS \"m\""
                        + " WHERE \"m\".\"status\" = 'failed'");
    }

    @Test
    void what_with_names_is_never_a_table_of_the_database() {
        assertThat(sql("WITH pg_class AS (SELECT 1) SELECT * FROM pg_class"))
                .isEqualTo("WITH \"with pg_class\" AS (SELECT 1) SELECT * FROM \"with pg_class\" AS \"pg_class\"");
        assertThat(sql("WITH meetings AS (SELECT * FROM meetings) SELECT * FROM meetings"))
                .isEqualTo("WITH \"with meetings\" AS (SELECT * FROM \"query\".\"meetings\" AS \"meetings\")"
                        + " SELECT * FROM \"with meetings\" AS \"meetings\"");
        refuses("WITH pg_class AS (SELECT * FROM pg_class) SELECT * FROM pg_class", "unknown_table");
    }

    @Test
    void variables_are_parameters_in_the_order_of_their_names() {
        var query = QueryParser.check(
                "SELECT '{variables.no}' FROM meetings -- {variables.no}\n WHERE title = {variables.b} AND status IN {variables.a}"
                        + " AND url = { variables.b } AND notes NOT IN {variables.c}");
        assertThat(query.variables()).isEqualTo(List.of("b", "a", "c"));
        assertThat(query.sql(place -> "$" + (place + 1)))
                .endsWith("WHERE \"title\" = $1 AND \"status\" = any($2) AND \"url\" = $1 AND \"notes\" <> all($3)")
                .contains("'{variables.no}'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT count(*), status FROM meetings GROUP BY status HAVING count(*) > 1 ORDER BY 1 DESC NULLS LAST LIMIT 5 OFFSET 1",
                "SELECT m.title, s.text FROM meetings m JOIN segments s ON s.meeting_id = m.id LEFT JOIN reports r USING (meeting_id)",
                "SELECT count(*) FILTER (WHERE s.final), row_number() OVER (PARTITION BY meeting_id ORDER BY position"
                        + " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM segments s",
                "SELECT lag(text, 1, '') OVER w FROM segments WINDOW w AS (PARTITION BY meeting_id ORDER BY position)",
                "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_seconds) FROM meetings",
                "SELECT string_agg(DISTINCT title, ', ' ORDER BY title) FROM meetings",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT * FROM t",
                "WITH a AS MATERIALIZED (SELECT id FROM meetings), b AS (SELECT * FROM a) SELECT * FROM b WHERE EXISTS (SELECT 1 FROM a)",
                "SELECT starts_at::date, CAST(title AS varchar(10)), date '2026-01-01', interval '1 day' FROM meetings",
                "SELECT now() - interval '7 days', current_date, extract(epoch FROM starts_at), date_trunc('day', starts_at AT TIME ZONE 'UTC') FROM meetings",
                "SELECT substring(title from 1 for 3), position('a' in title), trim(both 'x' from title) FROM meetings",
                "SELECT tags[1], ARRAY[1, 2], 'x' = ANY(tags), title IN ('a', 'b'), title NOT IN (SELECT name FROM people) FROM meetings",
                "SELECT CASE WHEN title IS NULL THEN 1 ELSE 2 END, CASE status WHEN 'a' THEN 1 END, NOT true, -1, 1.5e3 FROM meetings",
                "SELECT title LIKE 'a%' ESCAPE '!', title NOT ILIKE 'b', title ~* 'c', title SIMILAR TO 'd', title IS NOT DISTINCT FROM url FROM meetings",
                "SELECT duration_seconds BETWEEN 1 AND 2, (title, url) = ('a', 'b'), true IS NOT FALSE, title || 'x' FROM meetings",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y)",
                "SELECT * FROM (VALUES (1)) AS v(k)",
                "SELECT * FROM (VALUES (1), (2)) AS v(k)",
                "SELECT * FROM meetings m CROSS JOIN LATERAL unnest(m.tags) AS t(tag), generate_series(1, 3) WITH ORDINALITY AS g(a, b)",
                "SELECT * FROM meetings m, LATERAL (SELECT * FROM segments s WHERE s.meeting_id = m.id LIMIT 1) AS first",
                "(SELECT 1 ORDER BY 1 LIMIT 1) UNION ALL SELECT 2 EXCEPT SELECT 3 ORDER BY 1",
                "SELECT DISTINCT ON (status) status, title FROM meetings ORDER BY status, starts_at DESC",
                "SELECT status, count(*) FROM meetings GROUP BY GROUPING SETS ((status), ())",
                "SELECT status FROM meetings GROUP BY ROLLUP(status) FETCH FIRST 5 ROWS ONLY",
                "SELECT jsonb_build_object('a', 1) -> 'a', jsonb_build_object('a', 1) ->> 'a', row_to_json(m), m.* FROM meetings m",
                "SELECT \"Title\" AS \"my \"\"title\"\"\" FROM (SELECT title AS \"Title\" FROM meetings) AS x /* why */ -- and how",
                "SELECT ARRAY(SELECT title FROM meetings), (SELECT count(*) FROM segments), title = ANY(SELECT name FROM people) FROM meetings"
            })
    void this_may_be_asked(String statement) {
        assertThat(QueryParser.check(statement).template()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unknown_table | SELECT * FROM pg_class",
                "unknown_table | SELECT * FROM pg_catalog.pg_class",
                "unknown_table | SELECT * FROM query.meetings",
                "unknown_table | SELECT * FROM public.meeting",
                "unknown_table | SELECT * FROM meeting",
                "unknown_table | SELECT * FROM api_key",
                "unknown_table | SELECT * FROM information_schema.tables",
                "unknown_table | SELECT * FROM \"Meetings\"",
                "unknown_table | SELECT a.b.c FROM meetings",
                "unknown_table | SELECT (SELECT secret_hash FROM credential) FROM meetings",
                "unknown_table | SELECT 1 FROM meetings WHERE EXISTS (SELECT 1 FROM pg_roles)",
                "unknown_table | SELECT 1 FROM meetings ORDER BY (SELECT 1 FROM pg_authid)",
                "unknown_table | SELECT 1 FROM meetings JOIN pg_user ON true",
                "syntax_error | SELECT 1 FROM meetings LIMIT (SELECT count(*) FROM pg_user)",
                "function_not_allowed | SELECT pg_sleep(10)",
                "function_not_allowed | SELECT PG_SLEEP(10)",
                "function_not_allowed | SELECT \"pg_sleep\"(10)",
                "function_not_allowed | SELECT pg_catalog.pg_sleep(10)",
                "function_not_allowed | SELECT pg_catalog.count(*) FROM meetings",
                "function_not_allowed | SELECT set_config('gateway.tenant', 'x', false)",
                "function_not_allowed | SELECT current_setting('gateway.tenant')",
                "function_not_allowed | SELECT * FROM pg_sleep(10)",
                "function_not_allowed | SELECT * FROM meetings, LATERAL set_config('role', 'postgres', false)",
                "function_not_allowed | SELECT * FROM pg_ls_dir('/')",
                "function_not_allowed | SELECT pg_read_file('/etc/passwd')",
                "function_not_allowed | SELECT lo_import('/etc/passwd')",
                "function_not_allowed | SELECT query_to_xml('select * from api_key', true, true, '')",
                "function_not_allowed | SELECT dblink('', 'select 1')",
                "function_not_allowed | SELECT nextval('user_number')",
                "function_not_allowed | SELECT pg_advisory_lock(1)",
                "function_not_allowed | SELECT pg_terminate_backend(1)",
                "function_not_allowed | SELECT pg_notify('a', 'b')",
                "function_not_allowed | SELECT version()",
                "function_not_allowed | SELECT txid_current()",
                "function_not_allowed | SELECT inet_server_addr()",
                "function_not_allowed | SELECT has_table_privilege('api_key', 'select')",
                "function_not_allowed | SELECT repeat('x', 1000000000)",
                "function_not_allowed | SELECT lpad('x', 1000000000)",
                "function_not_allowed | SELECT format('%1000000000s', 'x')",
                "function_not_allowed | SELECT append_segments(1)",
                "function_not_allowed | SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM meetings",
                "function_not_allowed | SELECT max(pg_sleep(1)) OVER () FROM meetings",
                "function_not_allowed | SELECT rank() OVER (ORDER BY pg_sleep(1)) FROM meetings",
                "function_not_allowed | SELECT CASE WHEN pg_sleep(1) IS NULL THEN 1 END",
                "function_not_allowed | SELECT * FROM count(1)",
                "type_not_allowed | SELECT 'api_key'::regclass",
                "type_not_allowed | SELECT CAST('x' AS regproc)",
                "syntax_error | SELECT regclass 'x'",
                "type_not_allowed | SELECT 'x'::\"text\"",
                "type_not_allowed | SELECT 'x'::pg_catalog.text",
                "multiple_statements | SELECT 1; SELECT 2",
                "multiple_statements | SELECT 1; DROP TABLE meeting",
                "multiple_statements | SELECT 1;; SELECT 2",
                "multiple_statements | SELECT 1; /* x */ SELECT 2",
                "not_allowed | DELETE FROM meetings",
                "not_allowed | UPDATE meetings SET title = 'x'",
                "not_allowed | INSERT INTO meetings VALUES (1)",
                "not_allowed | TRUNCATE meetings",
                "not_allowed | DROP TABLE meetings",
                "not_allowed | TABLE meetings",
                "not_allowed | VALUES (1)",
                "not_allowed | EXPLAIN ANALYZE SELECT 1",
                "not_allowed | SET ROLE postgres",
                "not_allowed | WITH x AS (DELETE FROM meetings RETURNING *) SELECT * FROM x",
                "not_allowed | WITH x AS (INSERT INTO meetings VALUES (1) RETURNING *) SELECT * FROM x",
                "not_allowed | WITH x AS (UPDATE meetings SET title = 'x' RETURNING *) SELECT * FROM x",
                "not_allowed | SELECT title INTO stolen FROM meetings",
                "not_allowed | SELECT * FROM meetings FOR UPDATE",
                "not_allowed | SELECT * FROM (SELECT * FROM meetings FOR SHARE) x",
                "unsupported_syntax | SELECT E'a\\'b'",
                "unsupported_syntax | SELECT U&'\\0041'",
                "unsupported_syntax | SELECT U&\"\\0041\" FROM meetings",
                "unsupported_syntax | SELECT $$a$$",
                "unsupported_syntax | SELECT $a$b$a$",
                "unsupported_syntax | SELECT $1",
                "unsupported_syntax | SELECT ?",
                "unsupported_syntax | SELECT :gateway_variable_0",
                "unsupported_syntax | SELECT `title` FROM meetings",
                "unsupported_syntax | SELECT * EXCEPT (title) FROM meetings",
                "unsupported_syntax | SELECT * FROM meetings TABLESAMPLE SYSTEM (10)",
                "unsupported_syntax | SELECT * FROM ONLY meetings",
                "unsupported_syntax | SELECT TOP 5 title FROM meetings",
                "unknown_placeholder | SELECT {x}",
                "unknown_placeholder | SELECT {variables.x; DROP TABLE meeting}",
                "unknown_placeholder | SELECT {filters}",
                "unknown_placeholder | SELECT {fn now()}",
                "syntax_error | SELECT",
                "syntax_error | SELEC 1",
                "syntax_error | SELECT 'a",
                "syntax_error | SELECT /* a /* b */ 1 */",
                "syntax_error | SELECT 1 OPERATOR(pg_catalog.+) 2",
                "syntax_error | DO 'x'",
                "syntax_error | -- only a comment"
            })
    void this_is_refused(String code, String statement) {
        refuses(statement, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user", "current_user", "session_user", "current_role", "current_catalog", "current_schema"})
    void what_would_be_a_keyword_is_a_column_that_nobody_has(String keyword) {
        assertThat(sql("SELECT " + keyword + " FROM meetings")).startsWith("SELECT \"" + keyword + "\" FROM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY meetings TO '/tmp/x'",
                "PREPARE x AS SELECT 1",
                "EXECUTE x",
                "DECLARE c CURSOR FOR SELECT 1",
                "LISTEN x",
                "VACUUM",
                "RESET ALL",
                "BEGIN",
                "COMMIT",
                "ROLLBACK",
                "CREATE TABLE x (a int)",
                "ALTER ROLE gateway_query SUPERUSER",
                "GRANT ALL ON meeting TO gateway_query",
                "CALL x()",
                "MERGE INTO meetings USING segments ON true WHEN MATCHED THEN DELETE",
                "SHOW ALL"
            })
    void every_other_statement_is_refused(String statement) {
        assertThatThrownBy(() -> QueryParser.check(statement)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void what_is_too_large_or_too_deep_is_refused() {
        refuses("SELECT " + "(".repeat(30) + "1" + ")".repeat(30), "too_complex");
        refuses("SELECT '" + "x".repeat(20_000) + "'", "statement_too_long");
        assertThat(sql("SELECT " + "abs(".repeat(8) + "1" + ")".repeat(8))).isNotEmpty();
        refuses(
                "SELECT " + "((".repeat(7) + "a" + "))".repeat(7) + " WHERE " + "((".repeat(8) + "a" + "))".repeat(8),
                "too_complex");
    }
}
