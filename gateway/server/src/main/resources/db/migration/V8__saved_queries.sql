-- Saved queries of the desktop style, what they were answered, and what they may read: seven views of one project's things,
-- of a tenant, as one person sees them. Who asks is in settings of the transaction (gateway.tenant, gateway.project,
-- gateway.person, gateway.view), which row-level security reads. The owner of the tables, who the gateway is, is not bound by
-- it; whoever owns the views is. That role may not exist yet: QueryRoles makes it and hands the views over.

CREATE TABLE saved_query (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    sql text NOT NULL,
    -- [{id, name, value}]
    variables jsonb NOT NULL,
    notes jsonb NOT NULL,
    active boolean NOT NULL,
    cache_seconds double precision,
    created_by uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    last_run_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT saved_query_name UNIQUE (tenant_id, project_id, name),
    CONSTRAINT saved_query_project FOREIGN KEY (tenant_id, project_id) REFERENCES project ON DELETE CASCADE,
    CONSTRAINT saved_query_creator FOREIGN KEY (tenant_id, created_by) REFERENCES person ON DELETE SET NULL (created_by)
);

-- What was found, for whoever asks the same again.
CREATE TABLE query_result (
    tenant_id uuid NOT NULL,
    query_id uuid NOT NULL,
    cache_key text NOT NULL,
    columns jsonb NOT NULL,
    -- The rows as JSON, which nobody looks into.
    rows text NOT NULL,
    more boolean NOT NULL,
    refreshed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, query_id, cache_key),
    CONSTRAINT query_result_query FOREIGN KEY (tenant_id, query_id) REFERENCES saved_query ON DELETE CASCADE
);
CREATE INDEX query_result_oldest ON query_result (tenant_id, query_id, refreshed_at);

CREATE SCHEMA query;

-- One who asks without saying who asks sees nothing.
CREATE FUNCTION query.asked(p_setting text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('gateway.' || p_setting, true), '');
REVOKE ALL ON FUNCTION query.asked(text) FROM PUBLIC;

ALTER TABLE project ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON project FOR SELECT
    USING (tenant_id = query.asked('tenant')::uuid AND id = query.asked('project')::uuid);

ALTER TABLE project_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON project_member FOR SELECT
    USING (tenant_id = query.asked('tenant')::uuid AND project_id = query.asked('project')::uuid);

-- Those who belong to the project.
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON person FOR SELECT
    USING (tenant_id = query.asked('tenant')::uuid AND (
        EXISTS (SELECT FROM project p WHERE p.open_to_all)
        OR id IN (SELECT pm.person_id FROM project_member pm)));

-- As the surfaces show them: see Visibility.
ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON meeting FOR SELECT
    USING (tenant_id = query.asked('tenant')::uuid AND project_id = query.asked('project')::uuid AND CASE query.asked('view')
        WHEN 'tenant' THEN true
        WHEN 'owned' THEN owner_id = query.asked('person')::uuid AND readable
        ELSE (readable OR query.asked('view') IN ('permitted', 'disclosed')) AND (
            privacy IN ('account', 'public')
            OR owner_id = query.asked('person')::uuid
            OR shared_with @> ARRAY[query.asked('person')::uuid]
            OR (privacy = 'project' AND (
                EXISTS (SELECT FROM project p WHERE p.open_to_all)
                OR EXISTS (SELECT FROM project_member pm WHERE pm.person_id = query.asked('person')::uuid))))
        END);

-- Parts of a meeting: of the tenant here, and of meetings that are seen in their views, which are barriers.
ALTER TABLE segment ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON segment FOR SELECT USING (tenant_id = query.asked('tenant')::uuid);
ALTER TABLE action_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON action_item FOR SELECT USING (tenant_id = query.asked('tenant')::uuid);
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON report FOR SELECT USING (tenant_id = query.asked('tenant')::uuid);

CREATE VIEW query.meetings WITH (security_barrier) AS
SELECT m.id, m.slug, m.title, m.description, m.notes, m.status, m.platform, m.url, m.location, m.starts_at, m.ended_at,
    m.duration_seconds, m.privacy, m.tags, m.project_id, m.owner_id, m.recording_url, m.recording_size_bytes,
    m.recording_sdk_upload_id, m.recording_recall_recording_id, m.recording_error, m.segment_count, m.action_item_count,
    m.summary, m.summary_generated_at, m.tasks_generated_at, m.created_at, m.updated_at, m.version
FROM meeting m;

CREATE VIEW query.segments WITH (security_barrier) AS
SELECT s.meeting_id, s.position, s.text, s.speaker, s.start_ms, s.end_ms, s.confidence, s.is_final AS final
FROM meeting m JOIN segment s ON s.tenant_id = m.tenant_id AND s.meeting_id = m.id;

CREATE VIEW query.participants WITH (security_barrier) AS
SELECT m.id AS meeting_id, (each.said ->> 'person_id')::uuid AS person_id, each.said ->> 'name' AS name,
    each.said ->> 'email' AS email, each.said ->> 'status' AS status
FROM meeting m CROSS JOIN LATERAL jsonb_array_elements(m.participants) AS each(said);

CREATE VIEW query.action_items WITH (security_barrier) AS
SELECT a.id, a.meeting_id, a.title, a.description, a.assignee, a.assignee_ids, a.due_at, a.state, a.completed_at,
    a.dismissed_at, a.created_at, a.updated_at, a.version
FROM meeting m JOIN action_item a ON a.tenant_id = m.tenant_id AND a.meeting_id = m.id;

CREATE VIEW query.reports WITH (security_barrier) AS
SELECT r.id, r.meeting_id, r.template_name, r.template_code, r.status, r.is_auto_generated, r.derived, r.content,
    r.created_at, r.updated_at, r.version
FROM meeting m JOIN report r ON r.tenant_id = m.tenant_id AND r.meeting_id = m.id;

CREATE VIEW query.projects WITH (security_barrier) AS
SELECT p.id, p.team, p.slug, p.name, p.description, p.color, p.archived_at, p.created_at, p.updated_at, p.version
FROM project p;

CREATE VIEW query.people WITH (security_barrier) AS
SELECT o.id, o.user_number AS "user", o.first_name, o.last_name, btrim(o.first_name || ' ' || o.last_name) AS name, o.email,
    o.company, o.department, o.job_title, o.timezone, o.created_at, o.updated_at
FROM person o;
