package org.meetingsgateway.server.store;

import java.util.List;
import java.util.UUID;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.SearchQuery;

/**
 * What is searched for as a query of ids: the sets of things that have the words, combined as the words are. So a thing
 * that consists of several rows is asked as one.
 *
 * @param all selects the ids of all things of a tenant, which is its only value
 * @param having each selects ids by words, and ends where the words go; its first value is the tenant
 */
record SearchSets(String all, List<String> having) {
    private static final int MAX_LEAVES = 64;
    private static final int MAX_DEPTH = 16;

    static final SearchSets MEETINGS = new SearchSets(
            "SELECT m.id FROM meeting m WHERE m.tenant_id = ?",
            List.of(
                    "SELECT w.meeting_id FROM meeting_search w WHERE w.tenant_id = ? AND w.words @@ ",
                    "SELECT s.meeting_id FROM segment s WHERE s.tenant_id = ? AND search_words(s.text) @@ "));

    static final SearchSets PEOPLE = new SearchSets(
            "SELECT o.id FROM person o WHERE o.tenant_id = ?",
            List.of("SELECT o.id FROM person o WHERE o.tenant_id = ? AND"
                    + " search_person(o.first_name, o.last_name, o.email, o.company, o.department, o.job_title) @@ "));

    static final SearchSets PROJECTS = new SearchSets(
            "SELECT p.id FROM project p WHERE p.tenant_id = ?",
            List.of("SELECT p.id FROM project p WHERE p.tenant_id = ? AND search_project(p.name, p.description) @@ "));

    static final SearchSets ACTION_ITEMS = new SearchSets(
            "SELECT a.id FROM action_item a WHERE a.tenant_id = ?",
            List.of("SELECT a.id FROM action_item a WHERE a.tenant_id = ? AND"
                    + " search_action_item(a.title, a.description, a.assignee, a.assignees, a.comments) @@ "));

    /** Fails with {@link Problem.Invalid} where the query is too deep or too long to be worth an answer. */
    static void check(SearchQuery query) {
        if (leaves(query, 1) > MAX_LEAVES) {
            throw tooComplex();
        }
    }

    private static int leaves(SearchQuery query, int depth) {
        if (depth > MAX_DEPTH) {
            throw tooComplex();
        }
        return switch (query) {
            case SearchQuery.Term t -> 1;
            case SearchQuery.Phrase p -> 1;
            case SearchQuery.Everything e -> 1;
            case SearchQuery.Not n -> leaves(n.part(), depth + 1);
            case SearchQuery.All a -> leaves(a.parts(), depth + 1);
            case SearchQuery.Any a -> leaves(a.parts(), depth + 1);
        };
    }

    private static int leaves(List<SearchQuery> parts, int depth) {
        return parts.stream().mapToInt(part -> leaves(part, depth)).sum();
    }

    private static Problem tooComplex() {
        return new Problem.Invalid(
                Violation.In.QUERY,
                "q",
                "too_complex",
                "A search has at most " + MAX_LEAVES + " words and phrases, nested at most " + MAX_DEPTH + " deep");
    }

    /**
     * Adds to a condition that an id is among those that are searched for: as an array, which is looked up in the order of
     * the index and not, as a join would be, in that of a hash.
     */
    void among(Sql sql, String id, SearchQuery query, UUID tenant) {
        if (!(query instanceof SearchQuery.Everything)) {
            sql.add(" AND " + id + " = ANY(ARRAY");
            set(sql, query, tenant);
            sql.add(")");
        }
    }

    private void set(Sql sql, SearchQuery query, UUID tenant) {
        sql.add("(");
        switch (query) {
            case SearchQuery.Everything e -> sql.add(all, tenant);
            case SearchQuery.Term t ->
                having(
                        sql,
                        t.prefix() ? "search_prefix(?)" : "plainto_tsquery('simple', search_text(?))",
                        t.text(),
                        tenant);
            case SearchQuery.Phrase p -> having(sql, "phraseto_tsquery('simple', search_text(?))", p.text(), tenant);
            case SearchQuery.Any a -> combined(sql, " UNION ", a.parts(), tenant);
            case SearchQuery.Not n -> set(sql.add(all + " EXCEPT ", tenant), n.part(), tenant);
            case SearchQuery.All a -> every(sql, a.parts(), tenant);
        }
        sql.add(")");
    }

    /** The words are asked for by a query of their own, so that they are parsed once and not for every row. */
    private void having(Sql sql, String words, String text, UUID tenant) {
        for (int i = 0; i < having.size(); i++) {
            sql.add(i == 0 ? "" : " UNION ALL ").add(having.get(i) + "(SELECT " + words + ")", tenant, text);
        }
    }

    private void combined(Sql sql, String operator, List<SearchQuery> parts, UUID tenant) {
        for (int i = 0; i < parts.size(); i++) {
            set(sql.add(i == 0 ? "" : operator), parts.get(i), tenant);
        }
    }

    /** What must not be there is taken from what must be: everything else is read only where nothing must be. */
    private void every(Sql sql, List<SearchQuery> parts, UUID tenant) {
        var wanted = parts.stream()
                .filter(part -> !(part instanceof SearchQuery.Not || part instanceof SearchQuery.Everything))
                .toList();
        if (wanted.isEmpty()) {
            sql.add(all, tenant);
        }
        combined(sql, " INTERSECT ", wanted, tenant);
        for (var part : parts) {
            if (part instanceof SearchQuery.Not not) {
                set(sql.add(" EXCEPT "), not.part(), tenant);
            }
        }
    }
}
