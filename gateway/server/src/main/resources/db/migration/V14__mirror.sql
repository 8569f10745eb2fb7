-- How many runs failed one after the other: the more, the longer until the next one. What was asked for before resync_at
-- is asked for again by the pass, whatever the list says of it.
ALTER TABLE connection ADD COLUMN failed_runs integer NOT NULL DEFAULT 0, ADD COLUMN resync_at timestamptz;
UPDATE connection SET resync_at = clock_timestamp() WHERE refetch;
ALTER TABLE connection DROP COLUMN refetch;

-- Of every tenant: whoever takes connections that are due looks for all of them.
CREATE INDEX connection_due ON connection (next_poll_at) WHERE paused_at IS NULL;

-- The oldest look first.
CREATE INDEX mirrored_looked_at ON mirrored (tenant_id, connection_id, (coalesce(as_of, '-infinity'::timestamptz)))
    WHERE settled;

-- For the store's own housekeeping, of every tenant.
CREATE INDEX connection_issue_resolved ON connection_issue (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX failure_resolved ON failure (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX drift_last_seen ON drift (last_seen);

-- A connection fails while it has an open issue, a spent quota aside. Whoever closes one has the connection's row, or waits
-- for it, as whoever opens one does.
CREATE FUNCTION resolve_connection_failure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE failure f SET resolved_at = greatest(NEW.resolved_at, f.last_seen)
    WHERE f.tenant_id = NEW.tenant_id AND f.connection_id = NEW.connection_id AND f.resolved_at IS NULL
        AND NOT EXISTS (
            SELECT FROM connection_issue i
            WHERE i.tenant_id = NEW.tenant_id AND i.connection_id = NEW.connection_id AND i.resolved_at IS NULL
                AND i.code <> 'quota_spent');
    RETURN NULL;
END $$;
CREATE TRIGGER connection_failure_resolved AFTER UPDATE OF resolved_at ON connection_issue FOR EACH ROW
    WHEN (OLD.resolved_at IS NULL AND NEW.resolved_at IS NOT NULL) EXECUTE FUNCTION resolve_connection_failure();

-- What fails already.
INSERT INTO failure (tenant_id, id, connection_id, message, first_seen, last_seen)
SELECT DISTINCT ON (i.tenant_id, i.connection_id) i.tenant_id, time_ordered_id(i.first_seen, 0), i.connection_id,
    left(i.detail, 10000), i.first_seen, i.last_seen
FROM connection_issue i
WHERE i.resolved_at IS NULL AND i.code <> 'quota_spent'
ORDER BY i.tenant_id, i.connection_id, i.first_seen;

-- What is told of the actions of a meeting's minutes, beyond what the minutes say of them: [{minute_id, alias?, assignee?,
-- state?, completed_at?, dismissed_at?, comments?}]. What says the same is not written. Called under the lock of the meeting.
CREATE FUNCTION tell_actions_of_minutes(p_tenant uuid, p_meeting uuid, p_now timestamptz, p_told jsonb) RETURNS void
LANGUAGE sql AS $$
    WITH told AS (
        SELECT DISTINCT ON (each.item ->> 'minute_id') each.item
        FROM jsonb_array_elements(p_told) WITH ORDINALITY AS each(item, place)
        ORDER BY each.item ->> 'minute_id', each.place
    ), stated AS (
        SELECT t.item, a.id, coalesce(t.item ->> 'state', a.state) AS state
        FROM told t
        JOIN action_item a ON a.tenant_id = p_tenant AND a.meeting_id = p_meeting AND a.minute_id = t.item ->> 'minute_id'
    ), wanted AS (
        SELECT s.id, s.state,
            CASE WHEN s.item ->> 'alias' IS NULL OR EXISTS (
                    SELECT FROM action_item o
                    WHERE o.tenant_id = p_tenant AND o.alias = s.item ->> 'alias' AND o.id <> s.id)
                THEN a.alias ELSE s.item ->> 'alias' END AS alias,
            CASE WHEN jsonb_exists(s.item, 'assignee') THEN s.item ->> 'assignee' ELSE a.assignee END AS assignee,
            CASE WHEN s.state = 'completed'
                THEN coalesce((s.item ->> 'completed_at')::timestamptz, a.completed_at, p_now) END AS completed_at,
            CASE WHEN s.state = 'dismissed'
                THEN coalesce((s.item ->> 'dismissed_at')::timestamptz, a.dismissed_at, p_now) END AS dismissed_at,
            CASE WHEN jsonb_exists(s.item, 'comments') THEN s.item -> 'comments' ELSE a.comments END AS comments
        FROM stated s JOIN action_item a ON a.tenant_id = p_tenant AND a.id = s.id
    )
    UPDATE action_item a
    SET alias = w.alias, assignee = w.assignee, state = w.state, completed_at = w.completed_at,
        dismissed_at = w.dismissed_at, comments = w.comments, updated_at = p_now, version = a.version + 1
    FROM wanted w
    WHERE a.tenant_id = p_tenant AND a.id = w.id
        AND (a.alias, a.assignee, a.state, a.completed_at, a.dismissed_at, a.comments)
            IS DISTINCT FROM (w.alias, w.assignee, w.state, w.completed_at, w.dismissed_at, w.comments)
$$;
