-- Where a numbered page begins is read from totals by year, month and day instead of being skipped to: so they are kept by
-- year, too, for what can be read (recordings), and for each owner by when things were made.

-- Until the end nobody writes what is counted. Reads go on: what takes long comes first.
LOCK TABLE meeting, report IN SHARE ROW EXCLUSIVE MODE;

CREATE FUNCTION total_periods(p_moment timestamptz) RETURNS TABLE (grain text, period date) LANGUAGE sql IMMUTABLE AS $$
    SELECT each.grain, date_trunc(each.grain, p_moment AT TIME ZONE 'UTC')::date
    FROM (VALUES ('day'), ('month'), ('year')) each(grain)
$$;

CREATE TEMPORARY TABLE meetings_by_period ON COMMIT DROP AS
SELECT m.tenant_id, a.audience, a.person_id, a.project_id, p.grain, p.period, sum(m.total) AS total,
    sum(m.readable_total) AS readable_total
FROM (
    SELECT tenant_id, privacy, project_id, owner_id, shared_with, date_trunc('day', occurs_at AT TIME ZONE 'UTC') AS day,
        count(*) AS total, count(*) FILTER (WHERE readable) AS readable_total
    FROM meeting GROUP BY 1, 2, 3, 4, 5, 6
) m
CROSS JOIN LATERAL meeting_audiences(m.privacy, m.project_id, m.owner_id, m.shared_with) a
CROSS JOIN LATERAL total_periods(m.day AT TIME ZONE 'UTC') p
GROUP BY 1, 2, 3, 4, 5, 6;

-- What owner_total has in one row, by when it was made. Its own table, because the version before adds up all rows there.
CREATE TABLE owner_period_total (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    owner_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('meetings', 'reports')),
    grain text NOT NULL CHECK (grain IN ('day', 'month', 'year')),
    period date NOT NULL,
    slot smallint NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, kind, grain, period, slot)
);

INSERT INTO owner_period_total (tenant_id, owner_id, kind, grain, period, slot, total)
SELECT d.tenant_id, d.owner_id, d.kind, p.grain, p.period, 0, sum(d.total)
FROM (
    SELECT tenant_id, owner_id, 'meetings' AS kind, date_trunc('day', created_at AT TIME ZONE 'UTC') AS day, count(*) AS total
    FROM meeting WHERE readable GROUP BY 1, 2, 4
    UNION ALL
    SELECT tenant_id, owner_id, 'reports', date_trunc('day', created_at AT TIME ZONE 'UTC'), count(*)
    FROM report GROUP BY 1, 2, 4
) d
CROSS JOIN LATERAL total_periods(d.day AT TIME ZONE 'UTC') p
GROUP BY 1, 2, 3, 4, 5;

ALTER TABLE meeting_total ADD COLUMN readable_total bigint NOT NULL DEFAULT 0;
ALTER TABLE meeting_total DROP CONSTRAINT meeting_total_grain_check;
ALTER TABLE meeting_total ADD CHECK (grain IN ('day', 'month', 'year'));
DELETE FROM meeting_total;
INSERT INTO meeting_total (tenant_id, audience, person_id, project_id, grain, period, slot, total, readable_total)
SELECT tenant_id, audience, person_id, project_id, grain, period, 0, total, readable_total FROM meetings_by_period;

CREATE OR REPLACE FUNCTION count_meetings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO meeting_total AS t (tenant_id, audience, person_id, project_id, grain, period, slot, total, readable_total)
    SELECT m.tenant_id, a.audience, a.person_id, a.project_id, p.grain, p.period, pg_backend_pid() % 4,
        sign * count(*), sign * count(*) FILTER (WHERE m.readable)
    FROM counted m
    CROSS JOIN LATERAL meeting_audiences(m.privacy, m.project_id, m.owner_id, m.shared_with) a
    CROSS JOIN LATERAL total_periods(m.occurs_at) p
    -- The tenant itself may be on its way out.
    WHERE EXISTS (SELECT FROM tenant WHERE id = m.tenant_id)
    GROUP BY 1, 2, 3, 4, 5, 6
    -- Always in one order: writers wait for each other, but never in a circle.
    ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (tenant_id, audience, person_id, project_id, grain, period, slot) DO UPDATE
    SET total = t.total + excluded.total, readable_total = t.readable_total + excluded.readable_total;
    RETURN NULL;
END $$;

-- Whether there is something to read changes once: with the first segment that is appended, not with the others.
CREATE OR REPLACE FUNCTION recount_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meeting_total AS t (tenant_id, audience, person_id, project_id, grain, period, slot, total, readable_total)
    SELECT NEW.tenant_id, audience, person_id, project_id, grain, period, pg_backend_pid() % 4, sum(n), sum(readable_n)
    FROM (
        SELECT 1 AS n, NEW.readable::integer AS readable_n, a.*, p.*
        FROM meeting_audiences(NEW.privacy, NEW.project_id, NEW.owner_id, NEW.shared_with) a, total_periods(NEW.occurs_at) p
        UNION ALL
        SELECT -1, -OLD.readable::integer, a.*, p.*
        FROM meeting_audiences(OLD.privacy, OLD.project_id, OLD.owner_id, OLD.shared_with) a, total_periods(OLD.occurs_at) p
    ) both_sides
    GROUP BY 1, 2, 3, 4, 5, 6
    HAVING sum(n) <> 0 OR sum(readable_n) <> 0
    ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (tenant_id, audience, person_id, project_id, grain, period, slot) DO UPDATE
    SET total = t.total + excluded.total, readable_total = t.readable_total + excluded.readable_total;
    RETURN NULL;
END $$;
DROP TRIGGER meeting_count_update ON meeting;
CREATE TRIGGER meeting_count_update AFTER UPDATE ON meeting FOR EACH ROW
    WHEN ((NEW.privacy, NEW.project_id, NEW.owner_id, NEW.shared_with, NEW.occurs_at, NEW.readable)
        IS DISTINCT FROM (OLD.privacy, OLD.project_id, OLD.owner_id, OLD.shared_with, OLD.occurs_at, OLD.readable))
    EXECUTE FUNCTION recount_meeting();
DROP FUNCTION meeting_periods;

-- By statement where rows come and go, and by row where one changes, so that the many changes that do not concern it cost
-- nothing.
CREATE FUNCTION count_meetings_of_owners() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO owner_period_total AS t (tenant_id, owner_id, kind, grain, period, slot, total)
    SELECT m.tenant_id, m.owner_id, 'meetings', p.grain, p.period, pg_backend_pid() % 4, sign * count(*)
    FROM counted m CROSS JOIN LATERAL total_periods(m.created_at) p
    WHERE m.readable AND EXISTS (SELECT FROM tenant WHERE id = m.tenant_id)
    GROUP BY 1, 2, 4, 5
    ORDER BY 1, 2, 4, 5
    ON CONFLICT (tenant_id, owner_id, kind, grain, period, slot) DO UPDATE SET total = t.total + excluded.total;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_owner_insert AFTER INSERT ON meeting
    REFERENCING NEW TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION count_meetings_of_owners();
CREATE TRIGGER meeting_owner_delete AFTER DELETE ON meeting
    REFERENCING OLD TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION count_meetings_of_owners();

CREATE FUNCTION count_reports_of_owners() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO owner_period_total AS t (tenant_id, owner_id, kind, grain, period, slot, total)
    SELECT r.tenant_id, r.owner_id, 'reports', p.grain, p.period, pg_backend_pid() % 4, sign * count(*)
    FROM counted r CROSS JOIN LATERAL total_periods(r.created_at) p
    WHERE EXISTS (SELECT FROM tenant WHERE id = r.tenant_id)
    GROUP BY 1, 2, 4, 5
    ORDER BY 1, 2, 4, 5
    ON CONFLICT (tenant_id, owner_id, kind, grain, period, slot) DO UPDATE SET total = t.total + excluded.total;
    RETURN NULL;
END $$;
CREATE TRIGGER report_owner_insert AFTER INSERT ON report
    REFERENCING NEW TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION count_reports_of_owners();
CREATE TRIGGER report_owner_delete AFTER DELETE ON report
    REFERENCING OLD TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION count_reports_of_owners();

CREATE FUNCTION recount_for_owner(
    p_tenant uuid, p_kind text, p_old_owner uuid, p_old_moment timestamptz, p_old_n integer, p_new_owner uuid,
    p_new_moment timestamptz, p_new_n integer) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO owner_period_total AS t (tenant_id, owner_id, kind, grain, period, slot, total)
    SELECT p_tenant, owner, p_kind, grain, period, pg_backend_pid() % 4, sum(n)
    FROM (
        SELECT p_new_owner AS owner, p_new_n AS n, p.* FROM total_periods(p_new_moment) p
        UNION ALL
        SELECT p_old_owner, -p_old_n, p.* FROM total_periods(p_old_moment) p
    ) both_sides
    GROUP BY 2, 4, 5
    HAVING sum(n) <> 0
    ORDER BY 2, 4, 5
    ON CONFLICT (tenant_id, owner_id, kind, grain, period, slot) DO UPDATE SET total = t.total + excluded.total
$$;

CREATE FUNCTION recount_meeting_of_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM recount_for_owner(NEW.tenant_id, 'meetings', OLD.owner_id, OLD.created_at, OLD.readable::integer,
        NEW.owner_id, NEW.created_at, NEW.readable::integer);
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_owner_update AFTER UPDATE ON meeting FOR EACH ROW
    WHEN ((NEW.owner_id, NEW.created_at, NEW.readable) IS DISTINCT FROM (OLD.owner_id, OLD.created_at, OLD.readable))
    EXECUTE FUNCTION recount_meeting_of_owner();

CREATE FUNCTION recount_report_of_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM recount_for_owner(
        NEW.tenant_id, 'reports', OLD.owner_id, OLD.created_at, 1, NEW.owner_id, NEW.created_at, 1);
    RETURN NULL;
END $$;
CREATE TRIGGER report_owner_update AFTER UPDATE ON report FOR EACH ROW
    WHEN ((NEW.owner_id, NEW.created_at) IS DISTINCT FROM (OLD.owner_id, OLD.created_at))
    EXECUTE FUNCTION recount_report_of_owner();
