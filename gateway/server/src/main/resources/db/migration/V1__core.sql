-- The canonical store. tenant_id leads every primary key and index, so that the schema shards unchanged. Three small
-- directories have to be found before the tenant is known and are global: tenant, credential, signing_key.

CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE TABLE tenant (
    id uuid PRIMARY KEY,
    alias text NOT NULL UNIQUE,
    slug text NOT NULL UNIQUE,
    name text NOT NULL,
    timezone text NOT NULL,
    week_start smallint NOT NULL CHECK (week_start BETWEEN 0 AND 6),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1
);

CREATE INDEX tenant_newest ON tenant (created_at DESC, id DESC);

-- Numbers by which the desktop style knows people and projects: unique everywhere, never reused.
CREATE SEQUENCE user_number AS integer;
CREATE SEQUENCE team_number AS integer;

CREATE TABLE person (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    alias text NOT NULL,
    user_number integer NOT NULL DEFAULT nextval('user_number'),
    first_name text NOT NULL,
    last_name text NOT NULL,
    email text,
    administrator boolean NOT NULL DEFAULT false,
    company text,
    department text,
    job_title text,
    skype text,
    mobile_phone text,
    home_phone text,
    work_phone text,
    address text,
    timezone text,
    week_start smallint CHECK (week_start BETWEEN 0 AND 6),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT person_alias UNIQUE (tenant_id, alias),
    CONSTRAINT person_user UNIQUE (tenant_id, user_number)
);
CREATE INDEX person_newest ON person (tenant_id, created_at DESC, id DESC);

CREATE TABLE project (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    alias text NOT NULL,
    team integer NOT NULL DEFAULT nextval('team_number'),
    slug text NOT NULL,
    name text NOT NULL,
    description text,
    color text,
    -- Said in words, so that removing the last member never opens a project to everyone.
    open_to_all boolean NOT NULL,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT project_alias UNIQUE (tenant_id, alias),
    CONSTRAINT project_slug UNIQUE (tenant_id, slug),
    CONSTRAINT project_team UNIQUE (tenant_id, team)
);
CREATE INDEX project_newest ON project (tenant_id, created_at DESC, id DESC);

CREATE TABLE project_member (
    tenant_id uuid NOT NULL,
    project_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, project_id, person_id),
    CONSTRAINT project_member_project FOREIGN KEY (tenant_id, project_id) REFERENCES project ON DELETE CASCADE,
    CONSTRAINT project_member_person FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX project_member_person ON project_member (tenant_id, person_id);

CREATE TABLE meeting (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    alias text NOT NULL,
    slug text NOT NULL,
    title text,
    description text,
    notes text,
    status text NOT NULL CHECK (status IN ('scheduled', 'recording', 'uploading', 'processing', 'completed', 'failed')),
    platform text CHECK (platform IN ('zoom', 'teams', 'meet', 'desktop_audio', 'slack')),
    url text,
    location text,
    starts_at timestamptz,
    ended_at timestamptz,
    duration_seconds bigint,
    privacy text NOT NULL CHECK (privacy IN ('private', 'project', 'account', 'public')),
    tags text[] NOT NULL,
    project_id uuid,
    owner_id uuid NOT NULL,
    participants jsonb NOT NULL,
    -- Names, addresses and person ids of the participants in lower case: what the participant filter looks in.
    participant_keys text[] NOT NULL,
    shared_with uuid[] NOT NULL,
    conference_number text,
    conference_extension text,
    conference_password text,
    short_url text,
    recording_url text,
    recording_size_bytes bigint,
    recording_sdk_upload_id uuid,
    recording_recall_recording_id uuid,
    recording_error text,
    agenda jsonb NOT NULL,
    minutes jsonb NOT NULL,
    summary text,
    summary_generated_at timestamptz,
    tasks_generated_at timestamptz,
    source_style text NOT NULL,
    connection_id uuid,
    native_id text,
    synced_at timestamptz,
    segment_count integer NOT NULL DEFAULT 0,
    transcript_revision bigint NOT NULL DEFAULT 0,
    -- How long all texts of the transcript are together: what reading it takes is known before it is read.
    transcript_chars bigint NOT NULL DEFAULT 0,
    -- Without the one derived from the minutes.
    report_count integer NOT NULL DEFAULT 0,
    action_item_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Counts every change of anything that a meeting shows.
    version bigint NOT NULL DEFAULT 1,
    -- The version as of the last change of what a patch can change: a patch that has seen this one or a later one
    -- loses nobody's update, so live appends do not turn every patch away.
    edited_version bigint NOT NULL DEFAULT 1,
    -- Orders meetings without a start before all others.
    starts_key timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(starts_at, timestamptz '0001-01-01 00:00:00+00')) STORED,
    has_minutes boolean NOT NULL GENERATED ALWAYS AS (minutes <> '[]'::jsonb) STORED,
    -- Whether there is something to read: what the meetlog and desktop styles show.
    readable boolean NOT NULL GENERATED ALWAYS AS (
        recording_url IS NOT NULL OR recording_size_bytes IS NOT NULL OR recording_sdk_upload_id IS NOT NULL
        OR recording_recall_recording_id IS NOT NULL OR segment_count > 0 OR report_count > 0 OR minutes <> '[]'::jsonb
    ) STORED,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT meeting_alias UNIQUE (tenant_id, alias),
    CONSTRAINT meeting_slug UNIQUE (tenant_id, slug),
    CONSTRAINT meeting_project FOREIGN KEY (tenant_id, project_id) REFERENCES project,
    CONSTRAINT meeting_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES person
);
CREATE INDEX meeting_starts ON meeting (tenant_id, starts_key DESC, id DESC);
CREATE INDEX meeting_created ON meeting (tenant_id, created_at DESC, id DESC);
CREATE INDEX meeting_updated ON meeting (tenant_id, updated_at DESC, id DESC);
CREATE INDEX meeting_owned ON meeting (tenant_id, owner_id, created_at DESC, id DESC) WHERE readable;
CREATE INDEX meeting_of_owner ON meeting (tenant_id, owner_id, starts_key DESC, id DESC);
CREATE INDEX meeting_of_project ON meeting (tenant_id, project_id, starts_key DESC, id DESC);
CREATE INDEX meeting_tags ON meeting USING gin (tenant_id, tags);
CREATE INDEX meeting_participants ON meeting USING gin (tenant_id, participant_keys);
CREATE INDEX meeting_shared ON meeting USING gin (tenant_id, shared_with);

CREATE TABLE segment (
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    -- Arrival order, counted from 1.
    position integer NOT NULL,
    text text NOT NULL,
    speaker text,
    start_ms double precision,
    end_ms double precision,
    confidence double precision,
    is_final boolean,
    -- Finds a repeat without comparing texts one by one: many segments of a meeting may have start 0.
    identity bigint NOT NULL GENERATED ALWAYS AS (hashtextextended(coalesce(speaker, '') || chr(31) || text, 0)) STORED,
    PRIMARY KEY (tenant_id, meeting_id, position),
    CONSTRAINT segment_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);
CREATE INDEX segment_identity ON segment (tenant_id, meeting_id, start_ms, identity) WHERE start_ms IS NOT NULL;
CREATE INDEX segment_open ON segment (tenant_id, meeting_id, start_ms, speaker) WHERE start_ms IS NOT NULL AND is_final = false;

CREATE TABLE report (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    -- The meeting's owner, kept here so that an owner's reports are one index range.
    owner_id uuid NOT NULL,
    template_name text NOT NULL,
    template_code text NOT NULL,
    status text NOT NULL CHECK (status IN ('processing', 'completed', 'failed')),
    is_auto_generated boolean NOT NULL,
    -- Rendered from the meeting's minutes when it is read; has no content of its own.
    derived boolean NOT NULL DEFAULT false,
    content text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT report_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);
CREATE INDEX report_newest ON report (tenant_id, created_at DESC, id DESC);
CREATE INDEX report_owned ON report (tenant_id, owner_id, created_at DESC, id DESC);
CREATE INDEX report_of_meeting ON report (tenant_id, meeting_id, created_at DESC, id DESC);

CREATE TABLE action_item (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    title text NOT NULL,
    description text,
    assignee text,
    due_at timestamptz,
    state text NOT NULL CHECK (state IN ('open', 'completed', 'dismissed')),
    completed_at timestamptz,
    dismissed_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT action_item_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);
CREATE INDEX action_item_newest ON action_item (tenant_id, created_at DESC, id DESC);
CREATE INDEX action_item_of_meeting ON action_item (tenant_id, meeting_id, created_at DESC, id DESC);

CREATE TABLE api_key (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    style text NOT NULL,
    person_id uuid NOT NULL,
    -- The first characters of the secret, for people to tell keys apart.
    prefix text NOT NULL,
    scopes text[] NOT NULL,
    -- Null means every project of the person.
    project_ids uuid[],
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT api_key_person FOREIGN KEY (tenant_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX api_key_newest ON api_key (tenant_id, created_at DESC, id DESC);

-- Which key a secret belongs to: the directory that is asked before the tenant is known. Only hashes are stored.
CREATE TABLE credential (
    secret_hash bytea PRIMARY KEY,
    tenant_id uuid NOT NULL,
    key_id uuid NOT NULL,
    CONSTRAINT credential_key FOREIGN KEY (tenant_id, key_id) REFERENCES api_key ON DELETE CASCADE
);
CREATE INDEX credential_of_key ON credential (tenant_id, key_id);

-- Key pairs that sign canonical tokens, shared by all replicas; encrypted with GATEWAY_SECRET_KEY.
CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    -- A retired pair still verifies.
    retired_at timestamptz
);
-- One pair signs, even when several replicas start at once.
CREATE UNIQUE INDEX signing_key_current ON signing_key ((retired_at IS NULL)) WHERE retired_at IS NULL;

-- Answers to requests with an Idempotency-Key, written in the transaction of the effect.
CREATE TABLE idempotency (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, principal, key)
);

-- How many meetings with something to read, and how many reports, an owner has: totals that cost the same at a million.
-- Several slots, so that writers of one owner rarely wait for each other; the total is their sum.
CREATE TABLE owner_total (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    owner_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('meetings', 'reports')),
    slot smallint NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, kind, slot)
);

CREATE FUNCTION add_to_owner_total(p_tenant uuid, p_owner uuid, p_kind text, p_delta bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO owner_total AS t (tenant_id, owner_id, kind, slot, total)
    SELECT p_tenant, p_owner, p_kind, pg_backend_pid() % 8, p_delta
    -- The tenant itself may be on its way out.
    WHERE EXISTS (SELECT FROM tenant WHERE id = p_tenant)
    ON CONFLICT (tenant_id, owner_id, kind, slot) DO UPDATE SET total = t.total + excluded.total
$$;

-- Statement level with transition tables: a bulk load pays once, not per row.
CREATE FUNCTION count_readable_meetings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM add_to_owner_total(d.tenant_id, d.owner_id, 'meetings', d.delta)
        FROM (SELECT tenant_id, owner_id, count(*) AS delta FROM after_rows WHERE readable GROUP BY 1, 2 ORDER BY 1, 2) d;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM add_to_owner_total(d.tenant_id, d.owner_id, 'meetings', -d.delta)
        FROM (SELECT tenant_id, owner_id, count(*) AS delta FROM before_rows WHERE readable GROUP BY 1, 2 ORDER BY 1, 2) d;
    ELSE
        PERFORM add_to_owner_total(d.tenant_id, d.owner_id, 'meetings', d.delta)
        FROM (
            SELECT tenant_id, owner_id, sum(n) AS delta
            FROM (
                SELECT tenant_id, owner_id, 1 AS n FROM after_rows WHERE readable
                UNION ALL
                SELECT tenant_id, owner_id, -1 FROM before_rows WHERE readable
            ) both_sides
            GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
        ) d;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_total_insert AFTER INSERT ON meeting
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION count_readable_meetings();
CREATE TRIGGER meeting_total_update AFTER UPDATE ON meeting
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION count_readable_meetings();
CREATE TRIGGER meeting_total_delete AFTER DELETE ON meeting
    REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION count_readable_meetings();

CREATE FUNCTION count_reports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM add_to_owner_total(d.tenant_id, d.owner_id, 'reports', -d.delta)
        FROM (SELECT tenant_id, owner_id, count(*) AS delta FROM before_rows GROUP BY 1, 2 ORDER BY 1, 2) d;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM add_to_owner_total(d.tenant_id, d.owner_id, 'reports', d.delta)
        FROM (SELECT tenant_id, owner_id, count(*) AS delta FROM after_rows GROUP BY 1, 2 ORDER BY 1, 2) d;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER report_total_insert AFTER INSERT ON report
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION count_reports();
CREATE TRIGGER report_total_update AFTER UPDATE ON report
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION count_reports();
CREATE TRIGGER report_total_delete AFTER DELETE ON report
    REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION count_reports();

-- A meeting's reports follow its owner, and written minutes are a report whose id follows from the meeting's.
CREATE FUNCTION keep_reports_of_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.owner_id <> OLD.owner_id THEN
        UPDATE report SET owner_id = NEW.owner_id WHERE tenant_id = NEW.tenant_id AND meeting_id = NEW.id;
    END IF;
    IF NEW.has_minutes AND (TG_OP = 'INSERT' OR NOT OLD.has_minutes) THEN
        INSERT INTO report (tenant_id, id, meeting_id, owner_id, template_name, template_code, status,
            is_auto_generated, derived, created_at, updated_at)
        VALUES (NEW.tenant_id, md5(NEW.id::text || ':minutes')::uuid, NEW.id, NEW.owner_id, 'Meeting minutes',
            'meeting_minutes', 'completed', true, true, NEW.updated_at, NEW.updated_at);
    ELSIF TG_OP = 'UPDATE' AND OLD.has_minutes AND NOT NEW.has_minutes THEN
        DELETE FROM report WHERE tenant_id = NEW.tenant_id AND meeting_id = NEW.id AND derived;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_reports_insert AFTER INSERT ON meeting
    FOR EACH ROW WHEN (NEW.minutes <> '[]'::jsonb) EXECUTE FUNCTION keep_reports_of_meeting();
CREATE TRIGGER meeting_reports_update AFTER UPDATE ON meeting
    FOR EACH ROW WHEN (NEW.owner_id <> OLD.owner_id OR NEW.minutes IS DISTINCT FROM OLD.minutes)
    EXECUTE FUNCTION keep_reports_of_meeting();

-- The next free slug for a base: base, base-1, base-2, … A counter per base keeps the thousandth "weekly-sync" as cheap
-- as the first.
CREATE TABLE slug_base (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    thing text NOT NULL CHECK (thing IN ('meeting', 'project')),
    base text NOT NULL,
    used bigint NOT NULL,
    PRIMARY KEY (tenant_id, thing, base)
);
CREATE FUNCTION assign_slug() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted text := NEW.slug;
    taken boolean;
    n bigint;
BEGIN
    LOOP
        INSERT INTO slug_base AS s (tenant_id, thing, base, used) VALUES (NEW.tenant_id, TG_TABLE_NAME, wanted, 1)
        ON CONFLICT (tenant_id, thing, base) DO UPDATE SET used = s.used + 1
        RETURNING used INTO n;
        NEW.slug := CASE WHEN n = 1 THEN wanted ELSE wanted || '-' || (n - 1) END;
        IF TG_TABLE_NAME = 'meeting' THEN
            taken := EXISTS (SELECT FROM meeting WHERE tenant_id = NEW.tenant_id AND slug = NEW.slug);
        ELSE
            taken := EXISTS (SELECT FROM project WHERE tenant_id = NEW.tenant_id AND slug = NEW.slug);
        END IF;
        EXIT WHEN NOT taken;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_slug BEFORE INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION assign_slug();
CREATE TRIGGER project_slug BEFORE INSERT ON project FOR EACH ROW EXECUTE FUNCTION assign_slug();

-- One batch under the identity rule: equal in start, speaker and text is a repeat; equal in start and speaker to one that
-- is not final replaces it; anything else is appended. Locks the meeting, so that batches never interleave. Its cost does
-- not depend on how many segments are stored.
CREATE FUNCTION append_segments(
    p_tenant uuid, p_meeting uuid, p_now timestamptz, p_text text[], p_speaker text[], p_start double precision[],
    p_end double precision[], p_confidence double precision[], p_final boolean[],
    OUT appended integer, OUT replaced integer, OUT skipped integer, OUT stored integer, OUT revision bigint)
LANGUAGE plpgsql AS $$
DECLARE
    i integer;
    found_position integer;
    found_final boolean;
    found_chars integer;
    chars bigint := 0;
    changed boolean := false;
BEGIN
    appended := 0;
    replaced := 0;
    skipped := 0;
    SELECT m.segment_count, m.transcript_revision INTO stored, revision
    FROM meeting m WHERE m.tenant_id = p_tenant AND m.id = p_meeting FOR NO KEY UPDATE;
    FOR i IN 1 .. cardinality(p_text) LOOP
        found_position := NULL;
        IF p_start[i] IS NOT NULL THEN
            SELECT s.position, s.is_final INTO found_position, found_final FROM segment s
            WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.start_ms = p_start[i]
                AND s.identity = hashtextextended(coalesce(p_speaker[i], '') || chr(31) || p_text[i], 0)
                AND s.speaker IS NOT DISTINCT FROM p_speaker[i] AND s.text = p_text[i]
            ORDER BY s.position DESC LIMIT 1;
            IF found_position IS NOT NULL THEN
                skipped := skipped + 1;
                -- The repeat may bring the news that the text is final.
                IF found_final IS NOT DISTINCT FROM false AND p_final[i] THEN
                    UPDATE segment s SET is_final = true
                    WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.position = found_position;
                    changed := true;
                END IF;
                CONTINUE;
            END IF;
            SELECT s.position, length(s.text) INTO found_position, found_chars FROM segment s
            WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.start_ms = p_start[i]
                AND s.speaker IS NOT DISTINCT FROM p_speaker[i] AND s.is_final = false
            ORDER BY s.position DESC LIMIT 1;
        END IF;
        IF found_position IS NOT NULL THEN
            UPDATE segment s SET text = p_text[i], end_ms = p_end[i], confidence = p_confidence[i], is_final = p_final[i]
            WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.position = found_position;
            replaced := replaced + 1;
            chars := chars - found_chars;
        ELSE
            stored := stored + 1;
            INSERT INTO segment (tenant_id, meeting_id, position, text, speaker, start_ms, end_ms, confidence, is_final)
            VALUES (p_tenant, p_meeting, stored, p_text[i], p_speaker[i], p_start[i], p_end[i], p_confidence[i], p_final[i]);
            appended := appended + 1;
        END IF;
        chars := chars + length(p_text[i]);
        changed := true;
    END LOOP;
    IF changed THEN
        revision := revision + 1;
        UPDATE meeting m
        SET segment_count = stored, transcript_revision = append_segments.revision,
            transcript_chars = m.transcript_chars + chars, updated_at = p_now, version = m.version + 1
        WHERE m.tenant_id = p_tenant AND m.id = p_meeting;
    END IF;
END $$;
