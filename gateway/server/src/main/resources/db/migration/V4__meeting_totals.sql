-- How many meetings a person may see in a stretch of time, true and at a cost that does not grow with them: kept by day
-- and by month, for every audience that a meeting has.
--
--   account   everyone in the tenant
--   project   the members of project_id
--   guest     person_id, who owns a meeting of project_id or has it shared, for when they are no member
--   person    person_id, who owns a private meeting, or one that is for a project and has none, or has it shared
--
-- Who is a member is looked at when a total is read. The zero UUID in project_id is any project or none, and in
-- person_id nobody in particular.
CREATE TABLE meeting_total (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    audience text NOT NULL CHECK (audience IN ('account', 'project', 'guest', 'person')),
    person_id uuid NOT NULL,
    project_id uuid NOT NULL,
    grain text NOT NULL CHECK (grain IN ('day', 'month')),
    -- The first day of the period, in UTC.
    period date NOT NULL,
    -- Several slots, so that writers rarely wait for each other; the total is their sum.
    slot smallint NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (tenant_id, audience, person_id, project_id, grain, period, slot)
);

CREATE FUNCTION meeting_audiences(p_privacy text, p_project uuid, p_owner uuid, p_shared uuid[])
RETURNS TABLE (audience text, person_id uuid, project_id uuid) LANGUAGE sql IMMUTABLE AS $$
    SELECT 'account', '00000000-0000-0000-0000-000000000000'::uuid, within
    FROM unnest(ARRAY['00000000-0000-0000-0000-000000000000'::uuid, p_project]) within
    WHERE p_privacy IN ('account', 'public') AND within IS NOT NULL
    UNION ALL
    SELECT 'project', '00000000-0000-0000-0000-000000000000'::uuid, p_project
    WHERE p_privacy = 'project' AND p_project IS NOT NULL
    UNION ALL
    SELECT 'guest', person, p_project
    FROM (SELECT DISTINCT unnest(p_shared || p_owner) AS person) people
    WHERE p_privacy = 'project' AND p_project IS NOT NULL
    UNION ALL
    SELECT 'person', person, within
    FROM (SELECT DISTINCT unnest(p_shared || p_owner) AS person) people,
        unnest(ARRAY['00000000-0000-0000-0000-000000000000'::uuid, p_project]) within
    WHERE (p_privacy = 'private' OR (p_privacy = 'project' AND p_project IS NULL)) AND within IS NOT NULL
$$;

CREATE FUNCTION meeting_periods(p_occurs timestamptz)
RETURNS TABLE (grain text, period date) LANGUAGE sql IMMUTABLE AS $$
    SELECT 'day', (p_occurs AT TIME ZONE 'UTC')::date
    UNION ALL
    SELECT 'month', date_trunc('month', p_occurs AT TIME ZONE 'UTC')::date
$$;

-- Statement level with transition tables: a bulk load pays once for a period, not once for a row.
CREATE FUNCTION count_meetings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meeting_total AS t (tenant_id, audience, person_id, project_id, grain, period, slot, total)
    SELECT m.tenant_id, a.audience, a.person_id, a.project_id, p.grain, p.period, pg_backend_pid() % 4,
        CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
    FROM counted m
    CROSS JOIN LATERAL meeting_audiences(m.privacy, m.project_id, m.owner_id, m.shared_with) a
    CROSS JOIN LATERAL meeting_periods(m.occurs_at) p
    -- The tenant itself may be on its way out.
    WHERE EXISTS (SELECT FROM tenant WHERE id = m.tenant_id)
    GROUP BY 1, 2, 3, 4, 5, 6
    -- Always in one order: writers wait for each other, but never in a circle.
    ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (tenant_id, audience, person_id, project_id, grain, period, slot) DO UPDATE SET total = t.total + excluded.total;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_count_insert AFTER INSERT ON meeting
    REFERENCING NEW TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION count_meetings();
CREATE TRIGGER meeting_count_delete AFTER DELETE ON meeting
    REFERENCING OLD TABLE AS counted FOR EACH STATEMENT EXECUTE FUNCTION count_meetings();

-- By row, so that the many changes that do not concern it, appends above all, cost nothing.
CREATE FUNCTION recount_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meeting_total AS t (tenant_id, audience, person_id, project_id, grain, period, slot, total)
    SELECT NEW.tenant_id, audience, person_id, project_id, grain, period, pg_backend_pid() % 4, sum(n)
    FROM (
        SELECT 1 AS n, a.*, p.*
        FROM meeting_audiences(NEW.privacy, NEW.project_id, NEW.owner_id, NEW.shared_with) a, meeting_periods(NEW.occurs_at) p
        UNION ALL
        SELECT -1, a.*, p.*
        FROM meeting_audiences(OLD.privacy, OLD.project_id, OLD.owner_id, OLD.shared_with) a, meeting_periods(OLD.occurs_at) p
    ) both_sides
    GROUP BY 1, 2, 3, 4, 5, 6
    HAVING sum(n) <> 0
    ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (tenant_id, audience, person_id, project_id, grain, period, slot) DO UPDATE SET total = t.total + excluded.total;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_count_update AFTER UPDATE ON meeting FOR EACH ROW
    WHEN ((NEW.privacy, NEW.project_id, NEW.owner_id, NEW.shared_with, NEW.occurs_at)
        IS DISTINCT FROM (OLD.privacy, OLD.project_id, OLD.owner_id, OLD.shared_with, OLD.occurs_at))
    EXECUTE FUNCTION recount_meeting();

INSERT INTO meeting_total (tenant_id, audience, person_id, project_id, grain, period, slot, total)
SELECT m.tenant_id, a.audience, a.person_id, a.project_id, p.grain, p.period, 0, count(*)
FROM meeting m
CROSS JOIN LATERAL meeting_audiences(m.privacy, m.project_id, m.owner_id, m.shared_with) a
CROSS JOIN LATERAL meeting_periods(m.occurs_at) p
GROUP BY 1, 2, 3, 4, 5, 6;
