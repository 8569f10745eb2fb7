-- Spaces separate words already: to replace each of them by itself was half of what words cost. The words are the same.
CREATE OR REPLACE FUNCTION search_text(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN regexp_replace(p_text, '[^[:alnum:] ]+', ' ', 'g');

-- Appends change neither whose a meeting is nor, but for the first, whether there is anything to read in it: what they
-- change is not gathered any more to find that out.
CREATE FUNCTION recount_readable_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM add_to_owner_total(NEW.tenant_id, d.owner_id, 'meetings', d.delta)
    FROM (
        SELECT owner_id, sum(n) AS delta
        FROM (VALUES (OLD.owner_id, -OLD.readable::integer), (NEW.owner_id, NEW.readable::integer)) both_sides(owner_id, n)
        -- Always in one order: writers wait for each other, but never in a circle.
        GROUP BY 1 HAVING sum(n) <> 0 ORDER BY 1
    ) d;
    RETURN NULL;
END $$;

DROP TRIGGER meeting_total_update ON meeting;
CREATE TRIGGER meeting_total_update AFTER UPDATE ON meeting FOR EACH ROW
    WHEN (NEW.readable IS DISTINCT FROM OLD.readable OR NEW.owner_id IS DISTINCT FROM OLD.owner_id)
    EXECUTE FUNCTION recount_readable_meeting();
