package org.meetingsgateway.server.queries;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that may be named in a statement and is not the caller's own. */
final class Vocabulary {
    static final Set<String> VIEWS = words("meetings segments participants action_items reports projects people");

    /**
     * Without side effects, and without a look at the state of the server. None makes a long text of a short one at once
     * ({@code repeat}, {@code lpad}, {@code format}).
     */
    static final Set<String> FUNCTIONS = words(
            // aggregates
            "count sum avg min max bool_and bool_or every string_agg array_agg json_agg jsonb_agg json_object_agg",
            "jsonb_object_agg stddev stddev_pop stddev_samp variance var_pop var_samp corr percentile_cont",
            "percentile_disc mode any_value grouping",
            // windows
            "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value",
            // conditions
            "coalesce nullif greatest least num_nulls num_nonnulls",
            // times
            "now date_trunc date_part date_bin age to_char to_timestamp to_date make_date make_time make_timestamp",
            "make_timestamptz make_interval justify_days justify_hours justify_interval isfinite timezone",
            // texts
            "lower upper initcap length char_length character_length octet_length substring substr left right btrim",
            "ltrim rtrim replace translate position strpos split_part concat concat_ws reverse starts_with ascii chr md5",
            "regexp_replace regexp_match regexp_matches regexp_count regexp_like regexp_substr regexp_instr",
            "regexp_split_to_array regexp_split_to_table overlay to_hex to_number string_to_array string_to_table",
            // numbers
            "abs ceil ceiling floor round trunc mod div power sqrt cbrt exp ln log log10 sign pi width_bucket",
            // JSON
            "to_json to_jsonb row_to_json json_build_object json_build_array jsonb_build_object jsonb_build_array",
            "json_array_length jsonb_array_length json_extract_path json_extract_path_text jsonb_extract_path",
            "jsonb_extract_path_text json_typeof jsonb_typeof jsonb_strip_nulls jsonb_object_keys jsonb_array_elements",
            "jsonb_array_elements_text jsonb_each jsonb_each_text json_array_elements json_array_elements_text json_each",
            "json_each_text json_object_keys",
            // arrays
            "cardinality array_length array_lower array_upper array_position array_positions array_append array_prepend",
            "array_cat array_remove array_replace array_to_string unnest generate_series generate_subscripts",
            // what only looks like a function
            "any all some array row rollup cube");

    /** Those that may stand in {@code FROM}. */
    static final Set<String> TABLE_FUNCTIONS = words(
            "generate_series generate_subscripts unnest jsonb_array_elements jsonb_array_elements_text jsonb_each",
            "jsonb_each_text jsonb_object_keys json_array_elements json_array_elements_text json_each json_each_text",
            "json_object_keys regexp_matches regexp_split_to_table string_to_table");

    static final Set<String> TYPES = Stream.concat(
                    words(
                            "text varchar int integer int2 int4 int8 smallint bigint numeric decimal real float float4",
                            "float8 boolean bool date time timestamp timestamptz interval uuid json jsonb")
                            .stream(),
                    Stream.of("double precision", "timestamp with time zone", "timestamp without time zone"))
            .collect(Collectors.toUnmodifiableSet());

    static final Set<String> OPERATORS =
            words("+ - * / % ^ || = <> != < <= > >= AND OR ~ ~* !~ !~* @> <@ && -> ->> #> #>>");

    static final Set<String> SET_OPERATIONS = Set.of(
            "UNION",
            "UNION ALL",
            "UNION DISTINCT",
            "INTERSECT",
            "INTERSECT ALL",
            "INTERSECT DISTINCT",
            "EXCEPT",
            "EXCEPT ALL",
            "EXCEPT DISTINCT");

    static final Set<String> MOMENTS = words("current_date current_timestamp localtimestamp");

    /** What {@code EXTRACT} takes. */
    static final Set<String> UNITS = words(
            "century day decade dow doy epoch hour isodow isoyear julian microseconds millennium milliseconds minute",
            "month quarter second timezone timezone_hour timezone_minute week year");

    /** Between the arguments of {@code substring}, {@code position} and {@code overlay}. */
    static final Set<String> ARGUMENT_WORDS = Set.of("", "from", "for", "in", "placing");

    private Vocabulary() {}

    private static Set<String> words(String... lines) {
        return Stream.of(lines).flatMap(line -> Stream.of(line.split(" "))).collect(Collectors.toUnmodifiableSet());
    }
}
