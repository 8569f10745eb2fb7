-- What MinuteBase needs: agenda and minutes with lock versions, action items with assignees and comments that are items
-- of the minutes, flags of projects, and an order of meetings in which those without a start have a place.

ALTER TABLE meeting
    ADD COLUMN agenda_lock_version bigint NOT NULL DEFAULT 1,
    ADD COLUMN minutes_lock_version bigint NOT NULL DEFAULT 1,
    ADD COLUMN occurs_at timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(starts_at, created_at)) STORED;
CREATE INDEX meeting_occurs ON meeting (tenant_id, occurs_at, id);
CREATE INDEX meeting_of_project_occurs ON meeting (tenant_id, project_id, occurs_at, id);

-- Whatever writes an agenda or minutes moves its lock version: nobody can forget to.
CREATE FUNCTION move_lock_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.agenda IS DISTINCT FROM OLD.agenda THEN
        NEW.agenda_lock_version := OLD.agenda_lock_version + 1;
    END IF;
    IF NEW.minutes IS DISTINCT FROM OLD.minutes THEN
        NEW.minutes_lock_version := OLD.minutes_lock_version + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_lock_versions BEFORE UPDATE OF agenda, minutes ON meeting
    FOR EACH ROW EXECUTE FUNCTION move_lock_versions();

ALTER TABLE project
    ADD COLUMN flag_left text NOT NULL
        DEFAULT (ARRAY['yellow', 'white', 'red', 'pink', 'magenta', 'green', 'brown', 'blue'])[1 + floor(random() * 8)::integer]
        CHECK (flag_left IN ('yellow', 'white', 'red', 'pink', 'magenta', 'green', 'brown', 'blue')),
    ADD COLUMN flag_right text NOT NULL
        DEFAULT (ARRAY['yellow', 'white', 'red', 'pink', 'magenta', 'green', 'brown', 'blue'])[1 + floor(random() * 8)::integer]
        CHECK (flag_right IN ('yellow', 'white', 'red', 'pink', 'magenta', 'green', 'brown', 'blue'));

ALTER TABLE action_item
    -- 24 hex digits; the default is for items that were there before.
    ADD COLUMN alias text NOT NULL DEFAULT lpad(to_hex(extract(epoch FROM now())::bigint), 8, '0') || substr(md5(random()::text), 1, 16),
    -- [{person_id, name, assigned_at, completed_at}]
    ADD COLUMN assignees jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN assignee_ids uuid[] NOT NULL DEFAULT '{}',
    -- [{id, person_id, author, text, created_at}], oldest first
    ADD COLUMN comments jsonb NOT NULL DEFAULT '[]',
    -- The item of the minutes that it is, and that item's number.
    ADD COLUMN minute_id text,
    ADD COLUMN reference integer[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT action_item_alias UNIQUE (tenant_id, alias),
    ADD CONSTRAINT action_item_minute UNIQUE (tenant_id, meeting_id, minute_id);
ALTER TABLE action_item ALTER COLUMN alias DROP DEFAULT;
CREATE INDEX action_item_state ON action_item (tenant_id, state, created_at DESC, id DESC);
CREATE INDEX action_item_due ON action_item (tenant_id, state, due_at, id);
CREATE INDEX action_item_assignees ON action_item USING gin (tenant_id, assignee_ids);

-- For what a deletion of a person has to find.
CREATE INDEX action_item_commenters ON action_item
    USING gin (tenant_id, jsonb_path_query_array(comments, '$[*].person_id')) WHERE comments <> '[]'::jsonb;
CREATE INDEX meeting_agenda_assignees ON meeting
    USING gin (tenant_id, jsonb_path_query_array(agenda, '$.**.assignee_ids[*]')) WHERE agenda <> '[]'::jsonb;

-- A moment as it is written inside of JSON.
CREATE FUNCTION json_instant(p_at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- A UUIDv7 (RFC 9562) of that moment; of those with the same moment, n orders the first 4096.
CREATE FUNCTION time_ordered_id(p_at timestamptz, p_n bigint) RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM p_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(p_n % 4096), 3, '0')
        || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid
$$;

-- 24 hex digits: the moment's seconds, then random ones.
CREATE FUNCTION object_id(p_at timestamptz) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT lpad(to_hex(floor(extract(epoch FROM p_at))::bigint & 4294967295), 8, '0')
        || substr(replace(gen_random_uuid()::text, '-', ''), 17)
$$;

-- Who is to do an action item; of whoever was to do it before, everything that is known stays.
CREATE FUNCTION assign_people(p_tenant uuid, p_ids uuid[], p_before jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    assigned jsonb := '[]';
    wanted uuid;
    one jsonb;
BEGIN
    FOREACH wanted IN ARRAY p_ids LOOP
        SELECT before INTO one FROM jsonb_array_elements(p_before) AS before WHERE before ->> 'person_id' = wanted::text;
        IF one IS NULL THEN
            -- Locked as by a foreign key: nobody is assigned who is being deleted.
            SELECT jsonb_build_object('person_id', o.id, 'name', btrim(o.first_name || ' ' || o.last_name),
                'assigned_at', json_instant(p_at), 'completed_at', NULL)
            INTO one FROM person o WHERE o.tenant_id = p_tenant AND o.id = wanted FOR KEY SHARE;
        END IF;
        IF one IS NULL THEN
            RAISE foreign_key_violation USING CONSTRAINT = 'action_item_assignee', MESSAGE = 'no such person';
        END IF;
        assigned := assigned || jsonb_build_array(one);
    END LOOP;
    RETURN assigned;
END $$;

-- Every part that is not done yet is done at that moment; where it is null, no part is done any more.
CREATE FUNCTION complete_assignments(p_assignees jsonb, p_at timestamptz) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(one || jsonb_build_object('completed_at',
        CASE WHEN p_at IS NOT NULL THEN coalesce(one ->> 'completed_at', json_instant(p_at)) END) ORDER BY place), '[]')
    FROM jsonb_array_elements(p_assignees) WITH ORDINALITY AS each(one, place)
$$;

-- The items of a tree without one of them, whose children take its place.
CREATE FUNCTION without_item(p_items jsonb, p_id text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(kept ORDER BY place, inner_place), '[]')
        FROM jsonb_array_elements(p_items) WITH ORDINALITY AS each(item, place)
        CROSS JOIN LATERAL jsonb_array_elements(
            CASE WHEN item ->> 'id' = p_id THEN item -> 'children'
            ELSE jsonb_build_array(item || jsonb_build_object('children', without_item(item -> 'children', p_id))) END
        ) WITH ORDINALITY AS those(kept, inner_place));
END $$;

-- The items of a tree, none of them assigned to that person.
CREATE FUNCTION without_assignee(p_items jsonb, p_person text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(item || jsonb_build_object(
            'assignee_ids', coalesce(item -> 'assignee_ids', '[]') - p_person,
            'children', without_assignee(item -> 'children', p_person)) ORDER BY place), '[]')
        FROM jsonb_array_elements(p_items) WITH ORDINALITY AS each(item, place));
END $$;

-- The actions among the items of minutes, with their numbers.
CREATE FUNCTION actions_of(p_minutes jsonb)
RETURNS TABLE (minute_id text, reference integer[], title text, contents text, due_at timestamptz, assignee_ids uuid[])
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE tree AS (
        SELECT top.item, ARRAY[top.place::integer] AS number
        FROM jsonb_array_elements(p_minutes) WITH ORDINALITY AS top(item, place)
        UNION ALL
        SELECT child.item, tree.number || child.place::integer
        FROM tree CROSS JOIN LATERAL jsonb_array_elements(tree.item -> 'children') WITH ORDINALITY AS child(item, place)
    )
    SELECT t.item ->> 'id', t.number, t.item ->> 'title', t.item ->> 'contents', (t.item ->> 'due_at')::timestamptz,
        ARRAY(SELECT person::uuid FROM jsonb_array_elements_text(coalesce(t.item -> 'assignee_ids', '[]')) AS person)
    FROM tree t WHERE t.item ->> 'type' = 'action'
$$;

-- What V1 left in minutes.
INSERT INTO action_item (tenant_id, id, alias, meeting_id, title, description, due_at, state, minute_id, reference,
    created_at, updated_at)
SELECT m.tenant_id, time_ordered_id(m.updated_at, x.n), object_id(m.updated_at), m.id, x.title, x.contents, x.due_at,
    'open', x.minute_id, x.reference, m.updated_at, m.updated_at
FROM meeting m CROSS JOIN LATERAL (
    SELECT a.*, row_number() OVER (ORDER BY a.reference) AS n FROM actions_of(m.minutes) a
) x
WHERE m.has_minutes
ON CONFLICT DO NOTHING;
UPDATE meeting m
SET action_item_count = m.action_item_count + linked.n, version = m.version + 1, edited_version = m.version + 1
FROM (
    SELECT tenant_id, meeting_id, count(*) AS n FROM action_item WHERE minute_id IS NOT NULL GROUP BY 1, 2
) linked
WHERE m.tenant_id = linked.tenant_id AND m.id = linked.meeting_id;

-- The actions of written minutes are action items. Whoever writes minutes gets this for free, under the lock of the
-- meeting's row; whoever changes such an action item has to write the minutes, too, so that both always say the same.
CREATE FUNCTION count_actions_of_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.action_item_count := NEW.action_item_count + (SELECT count(DISTINCT minute_id) FROM actions_of(NEW.minutes));
    IF TG_OP = 'UPDATE' THEN
        NEW.action_item_count := NEW.action_item_count - (SELECT count(DISTINCT minute_id) FROM actions_of(OLD.minutes));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_action_count_insert BEFORE INSERT ON meeting
    FOR EACH ROW WHEN (NEW.minutes <> '[]'::jsonb) EXECUTE FUNCTION count_actions_of_minutes();
CREATE TRIGGER meeting_action_count_update BEFORE UPDATE OF minutes ON meeting
    FOR EACH ROW WHEN (NEW.minutes IS DISTINCT FROM OLD.minutes) EXECUTE FUNCTION count_actions_of_minutes();

CREATE FUNCTION keep_actions_of_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM action_item a
    WHERE a.tenant_id = NEW.tenant_id AND a.meeting_id = NEW.id AND a.minute_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM actions_of(NEW.minutes) x WHERE x.minute_id = a.minute_id);
    UPDATE action_item a
    SET title = x.title, description = x.contents, due_at = x.due_at, assignee_ids = x.assignee_ids,
        assignees = CASE WHEN a.assignee_ids = x.assignee_ids THEN a.assignees
            ELSE assign_people(a.tenant_id, x.assignee_ids, a.assignees, NEW.updated_at) END,
        reference = x.reference, updated_at = NEW.updated_at, version = a.version + 1
    FROM actions_of(NEW.minutes) x
    WHERE a.tenant_id = NEW.tenant_id AND a.meeting_id = NEW.id AND a.minute_id = x.minute_id
        AND (a.title, a.description, a.due_at, a.assignee_ids, a.reference)
            IS DISTINCT FROM (x.title, x.contents, x.due_at, x.assignee_ids, x.reference);
    INSERT INTO action_item (tenant_id, id, alias, meeting_id, title, description, assignees, assignee_ids, due_at, state,
        minute_id, reference, created_at, updated_at)
    SELECT NEW.tenant_id, time_ordered_id(NEW.updated_at, row_number() OVER (ORDER BY x.reference)),
        object_id(NEW.updated_at), NEW.id, x.title, x.contents,
        assign_people(NEW.tenant_id, x.assignee_ids, '[]', NEW.updated_at), x.assignee_ids, x.due_at, 'open',
        x.minute_id, x.reference, NEW.updated_at, NEW.updated_at
    FROM actions_of(NEW.minutes) x
    WHERE NOT EXISTS (
        SELECT FROM action_item a
        WHERE a.tenant_id = NEW.tenant_id AND a.meeting_id = NEW.id AND a.minute_id = x.minute_id);
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_actions_insert AFTER INSERT ON meeting
    FOR EACH ROW WHEN (NEW.minutes <> '[]'::jsonb) EXECUTE FUNCTION keep_actions_of_minutes();
CREATE TRIGGER meeting_actions_update AFTER UPDATE OF minutes ON meeting
    FOR EACH ROW WHEN (NEW.minutes IS DISTINCT FROM OLD.minutes) EXECUTE FUNCTION keep_actions_of_minutes();
