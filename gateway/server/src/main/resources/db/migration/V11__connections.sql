-- Accounts of remote products that are mirrored, and what is known of each.
CREATE TABLE connection (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    style text NOT NULL,
    name text NOT NULL,
    -- Scheme, host and port.
    base_url text NOT NULL,
    -- Encrypted, and bound to this row: it cannot be read from another one.
    credential bytea NOT NULL,
    account text,
    upstream_project integer,
    project_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    poll_seconds integer NOT NULL CHECK (poll_seconds >= 1),
    -- Null: what the style allows.
    quota_requests integer CHECK (quota_requests >= 1),
    quota_seconds bigint CHECK (quota_seconds >= 1),
    paused_at timestamptz,
    phase text NOT NULL DEFAULT 'first_load' CHECK (phase IN ('first_load', 'incremental', 'idle')),
    -- Where the pass goes on; null at its beginning.
    cursor text,
    pages_done bigint NOT NULL DEFAULT 0,
    items_done bigint NOT NULL DEFAULT 0,
    -- Counts passes. Whoever runs one and finds another number here has been told to begin anew.
    pass bigint NOT NULL DEFAULT 1,
    pass_started_at timestamptz,
    -- Until the pass is over every meeting is asked for, whatever the list says of it.
    refetch boolean NOT NULL DEFAULT false,
    last_success_at timestamptz,
    next_poll_at timestamptz NOT NULL,
    -- The next moment at which a request may be sent, on the clock of the database.
    next_free_at timestamptz,
    lease_holder text,
    lease_until timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT connection_project FOREIGN KEY (tenant_id, project_id) REFERENCES project,
    CONSTRAINT connection_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES person,
    CONSTRAINT connection_quota CHECK (num_nonnulls(quota_requests, quota_seconds) <> 1)
);
CREATE INDEX connection_newest ON connection (tenant_id, created_at DESC, id DESC);
CREATE INDEX connection_project ON connection (tenant_id, project_id);
CREATE INDEX connection_owner ON connection (tenant_id, owner_id);

-- What is wrong with a connection: no host, credential or body is in it.
CREATE TABLE connection_issue (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    connection_id uuid NOT NULL,
    code text NOT NULL,
    detail text NOT NULL,
    upstream_status integer,
    upstream_code text,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    resolved_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT connection_issue_connection FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE
);
CREATE UNIQUE INDEX connection_issue_open ON connection_issue (tenant_id, connection_id, code) WHERE resolved_at IS NULL;
CREATE INDEX connection_issue_newest ON connection_issue (tenant_id, connection_id, last_seen DESC);

-- What the remote account has, by its own ids.
CREATE TABLE mirrored (
    tenant_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    native_id text NOT NULL,
    -- Null while it could not be read, and when somebody deleted the meeting here.
    meeting_id uuid,
    fingerprint text NOT NULL,
    -- In UTC.
    day date NOT NULL,
    -- False while more is to come, such as a transcript that is still being made.
    settled boolean NOT NULL,
    next_try_at timestamptz,
    tries integer NOT NULL DEFAULT 0,
    seen_pass bigint NOT NULL,
    missing_since timestamptz,
    -- What the operator wants done with it while it is missing.
    decision text CHECK (decision IN ('delete', 'keep')),
    PRIMARY KEY (tenant_id, connection_id, native_id),
    CONSTRAINT mirrored_connection FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
    CONSTRAINT mirrored_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE SET NULL (meeting_id)
);
CREATE UNIQUE INDEX mirrored_meeting ON mirrored (tenant_id, meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX mirrored_pending ON mirrored (tenant_id, connection_id, next_try_at) WHERE NOT settled;
CREATE INDEX mirrored_missing ON mirrored (tenant_id, connection_id) WHERE missing_since IS NOT NULL;

-- What a meeting was read from, byte for byte.
CREATE TABLE raw_document (
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    place smallint NOT NULL,
    kind text NOT NULL,
    fetched_at timestamptz NOT NULL,
    sha256 bytea NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (tenant_id, meeting_id, place),
    CONSTRAINT raw_document_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);

-- What remote documents have and their style does not know.
CREATE TABLE drift (
    tenant_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    pointer text NOT NULL,
    count bigint NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, connection_id, pointer),
    CONSTRAINT drift_connection FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE
);

-- A meeting's source is a connection that is there, and no meeting of a connection is here twice.
ALTER TABLE meeting ADD CONSTRAINT meeting_connection FOREIGN KEY (tenant_id, connection_id) REFERENCES connection;
CREATE UNIQUE INDEX meeting_native ON meeting (tenant_id, connection_id, native_id) WHERE connection_id IS NOT NULL;

ALTER TABLE failure ADD CONSTRAINT failure_connection FOREIGN KEY (tenant_id, connection_id) REFERENCES connection
    ON DELETE CASCADE;
CREATE INDEX failure_connection ON failure (tenant_id, connection_id) WHERE connection_id IS NOT NULL;
