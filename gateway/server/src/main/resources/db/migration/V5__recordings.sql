-- What desktop recordings need: transcripts and action items that are replaced as a whole. Both functions are called
-- under the lock of the meeting's row, which their caller writes: only what the meeting's columns are to be is returned.

-- Where an action item was among those that it was written with; null for one that was written by itself.
ALTER TABLE action_item ADD COLUMN place integer;

-- What is already stored at its position is not written again.
CREATE FUNCTION replace_segments(
    p_tenant uuid, p_meeting uuid, p_text text[], p_speaker text[], p_start double precision[], p_end double precision[],
    p_confidence double precision[], p_final boolean[], OUT stored integer, OUT chars bigint)
LANGUAGE plpgsql AS $$
BEGIN
    stored := cardinality(p_text);
    chars := (SELECT coalesce(sum(length(said)), 0) FROM unnest(p_text) said);
    DELETE FROM segment s WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.position > stored;
    INSERT INTO segment AS s (tenant_id, meeting_id, position, text, speaker, start_ms, end_ms, confidence, is_final)
    SELECT p_tenant, p_meeting, each.place, each.said, each.speaker, each.starts, each.ends, each.confidence, each.final
    FROM unnest(p_text, p_speaker, p_start, p_end, p_confidence, p_final)
        WITH ORDINALITY AS each(said, speaker, starts, ends, confidence, final, place)
    ON CONFLICT (tenant_id, meeting_id, position) DO UPDATE
    SET text = excluded.text, speaker = excluded.speaker, start_ms = excluded.start_ms, end_ms = excluded.end_ms,
        confidence = excluded.confidence, is_final = excluded.is_final
    WHERE (s.text, s.speaker, s.start_ms, s.end_ms, s.confidence, s.is_final) IS DISTINCT FROM
        (excluded.text, excluded.speaker, excluded.start_ms, excluded.end_ms, excluded.confidence, excluded.is_final);
END $$;

-- Where in the tree of minutes an item with that number is.
CREATE FUNCTION path_of_item(p_reference integer[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT string_to_array(string_agg((number - 1)::text, ',children,' ORDER BY depth), ',')
    FROM unnest(p_reference) WITH ORDINALITY AS each(number, depth)
$$;

-- Each wanted one, {title, description?, assignee?}, is the next of the old ones with its title, or new. Those of the
-- minutes that go are left to the trigger of the minutes, which has to hear of them anyway.
CREATE FUNCTION replace_action_items(
    p_tenant uuid, p_meeting uuid, p_now timestamptz, p_wanted jsonb, OUT new_minutes jsonb, OUT added integer)
LANGUAGE plpgsql AS $$
DECLARE
    change record;
BEGIN
    added := 0;
    SELECT m.minutes INTO new_minutes FROM meeting m WHERE m.tenant_id = p_tenant AND m.id = p_meeting;
    FOR change IN
        WITH wanted AS (
            SELECT each.item, each.place, each.item ->> 'title' AS title,
                row_number() OVER (PARTITION BY each.item ->> 'title' ORDER BY each.place) AS nth
            FROM jsonb_array_elements(p_wanted) WITH ORDINALITY AS each(item, place)
        ), old AS (
            SELECT a.*, row_number() OVER (PARTITION BY a.title ORDER BY a.place, a.created_at, a.id) AS nth
            FROM action_item a WHERE a.tenant_id = p_tenant AND a.meeting_id = p_meeting
        )
        SELECT w.place AS new_place, w.title AS new_title,
            CASE WHEN jsonb_exists(w.item, 'description') THEN w.item ->> 'description' ELSE o.description END
                AS new_description,
            CASE WHEN jsonb_exists(w.item, 'assignee') THEN w.item ->> 'assignee' ELSE o.assignee END AS new_assignee,
            o.id, o.description, o.assignee, o.place, o.minute_id, o.reference
        FROM wanted w FULL JOIN old o ON o.title = w.title AND o.nth = w.nth
        -- What goes is last: until then, items of the minutes are where their numbers say.
        ORDER BY w.place
    LOOP
        IF change.id IS NULL THEN
            INSERT INTO action_item (tenant_id, id, alias, meeting_id, title, description, assignee, state, place,
                created_at, updated_at)
            VALUES (p_tenant, time_ordered_id(p_now, change.new_place), object_id(p_now), p_meeting, change.new_title,
                change.new_description, change.new_assignee, 'open', change.new_place, p_now, p_now);
            added := added + 1;
        ELSIF change.new_place IS NULL AND change.minute_id IS NULL THEN
            DELETE FROM action_item a WHERE a.tenant_id = p_tenant AND a.id = change.id;
            added := added - 1;
        ELSIF change.new_place IS NULL THEN
            new_minutes := without_item(new_minutes, change.minute_id);
        ELSE
            IF (change.description, change.assignee) IS DISTINCT FROM (change.new_description, change.new_assignee) THEN
                UPDATE action_item a
                SET description = change.new_description, assignee = change.new_assignee, place = change.new_place,
                    updated_at = p_now, version = a.version + 1
                WHERE a.tenant_id = p_tenant AND a.id = change.id;
            ELSIF change.place IS DISTINCT FROM change.new_place THEN
                UPDATE action_item a SET place = change.new_place WHERE a.tenant_id = p_tenant AND a.id = change.id;
            END IF;
            IF change.minute_id IS NOT NULL AND change.description IS DISTINCT FROM change.new_description THEN
                new_minutes := jsonb_set(new_minutes, path_of_item(change.reference),
                    (new_minutes #> path_of_item(change.reference))
                        || jsonb_build_object('contents', change.new_description));
            END IF;
        END IF;
    END LOOP;
END $$;
