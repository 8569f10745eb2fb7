package org.meetingsgateway.bench;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import org.jspecify.annotations.Nullable;

/** A list whose pages are measured however far behind they are, and the SQL that says what is on them. */
enum DeepList {
    MEETINGS(
            "canonical meetings",
            "/v1/meetings?limit=%d",
            "items",
            null,
            "m.id FROM meeting m WHERE m.tenant_id = ? AND (m.privacy <> 'private' OR m.owner_id = ?)",
            "m.starts_key",
            true),
    REPORTS(
            "canonical reports",
            "/v1/reports?limit=%d",
            "items",
            null,
            "m.id FROM report m JOIN meeting o ON o.tenant_id = m.tenant_id AND o.id = m.meeting_id"
                    + " WHERE m.tenant_id = ? AND (o.privacy <> 'private' OR o.owner_id = ?)",
            "m.created_at",
            true),
    TRANSCRIPTS(
            "meetlog transcripts",
            "/api/v1/export/transcripts?page_size=" + DeepList.PAGE + "&page=%d",
            "items",
            "/meta/total",
            "m.id FROM meeting m WHERE m.tenant_id = ? AND m.owner_id = ?",
            "m.created_at",
            true),
    MEETLOG_REPORTS(
            "meetlog reports",
            "/api/v1/export/reports?page_size=" + DeepList.PAGE + "&page=%d",
            "items",
            "/meta/total",
            "m.id FROM report m WHERE m.tenant_id = ? AND m.owner_id = ?",
            "m.created_at",
            true),
    DATED(
            "minutebase dated list",
            "/minutebase/%2$s/api/v1/meetings/" + Dataset.FIRST_DAY + "?per_page=" + DeepList.PAGE + "&page=%1$d",
            "results",
            "/total_entries",
            "m.alias FROM meeting m WHERE m.tenant_id = ? AND (m.privacy <> 'private' OR m.owner_id = ?)"
                    + " AND m.occurs_at >= timestamptz '" + Dataset.FIRST_DAY + " 00:00 America/New_York'",
            "m.occurs_at",
            false),
    RECORDINGS(
            "desktop recordings",
            Recordings.PATH + "?limit=" + DeepList.PAGE + "&offset=%3$d",
            "results",
            "/count",
            "m.id FROM meeting m WHERE m.tenant_id = ? AND (m.privacy <> 'private' OR m.owner_id = ?)",
            "m.occurs_at",
            true);

    /** Items of a page. */
    static final int PAGE = 50;

    private final String label;
    private final String path;
    private final String items;
    private final @Nullable String total;
    private final String rows;
    private final String key;
    private final boolean descending;

    /** @param total where an answer says how many items the list has; null where pages are reached by cursors */
    DeepList(
            String label,
            String path,
            String items,
            @Nullable String total,
            String rows,
            String key,
            boolean descending) {
        this.label = label;
        this.path = path;
        this.items = items;
        this.total = total;
        this.rows = rows;
        this.key = key;
        this.descending = descending;
    }

    String label() {
        return label;
    }

    boolean hasCursors() {
        return total == null;
    }

    /** Of a numbered page. */
    String path(Tenant tenant, long page) {
        return path.formatted(page, tenant.slug(), (page - 1) * PAGE);
    }

    /** Of what follows a cursor. */
    String path(int limit, @Nullable String cursor) {
        return path.formatted(limit) + (cursor == null ? "" : "&cursor=" + cursor);
    }

    String authorization(Tenant tenant) {
        return switch (this) {
            case MEETINGS, REPORTS -> tenant.authorization(Listing.CANONICAL);
            case TRANSCRIPTS, MEETLOG_REPORTS -> tenant.authorization(Listing.MEETLOG);
            case DATED -> tenant.authorization(Listing.MINUTEBASE);
            case RECORDINGS -> "Bearer " + tenant.desktopKey();
        };
    }

    /** The ids of a page's items, in order; the values are tenant and caller. */
    String pageSql(long page) {
        return ordered(descending) + " LIMIT " + PAGE + " OFFSET " + (page - 1) * PAGE;
    }

    /** The last ids of the list, the last one first. */
    String lastSql(int count) {
        return ordered(!descending) + " LIMIT " + count;
    }

    private String ordered(boolean down) {
        var direction = down ? " DESC" : "";
        return "SELECT " + rows + " ORDER BY " + key + direction + ", m.id" + direction;
    }

    String countSql() {
        return "SELECT count(*) FROM (SELECT " + rows + ") counted";
    }

    /** @throws IllegalStateException where the answer has other items, or says another total */
    void check(JsonObject answer, java.util.List<String> ids, long count) {
        var found = answer.getJsonArray(items).stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
        if (!found.equals(ids)) {
            throw new IllegalStateException(label + ": the page has " + found + " instead of " + ids);
        }
        var said = total == null ? null : JsonPointer.from(total).queryJson(answer);
        if (said != null && ((Number) said).longValue() != count) {
            throw new IllegalStateException(label + ": the total is " + said + " instead of " + count);
        }
    }
}
