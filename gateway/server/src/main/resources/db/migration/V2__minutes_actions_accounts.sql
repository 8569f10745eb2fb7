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
