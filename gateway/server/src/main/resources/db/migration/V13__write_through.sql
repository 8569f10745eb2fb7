-- When the owner was asked for what is here of a meeting, on the clock of the database: what it was asked for earlier is older,
-- and does not take its place. When it was first known of: what a creation made appeared after it was sent.
ALTER TABLE mirrored ADD COLUMN as_of timestamptz, ADD COLUMN first_seen timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE mirrored ALTER COLUMN first_seen SET DEFAULT clock_timestamp();
CREATE INDEX mirrored_newest ON mirrored (tenant_id, connection_id, first_seen);

-- What is being written to remote accounts, and what is not known to have arrived. A row is there before anything is sent.
CREATE TABLE outbox (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    connection_id uuid NOT NULL,
    operation text NOT NULL CHECK (operation IN ('create', 'update', 'append', 'delete')),
    -- What is written to. Of a creation: what it made, once that is known.
    meeting_id uuid,
    native_id text,
    -- Of a creation: what it says, by which it is recognised.
    body jsonb,
    -- Which request it is of, where that has an Idempotency-Key.
    principal text,
    key text,
    fingerprint text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL CHECK (state IN ('sending', 'unknown', 'done', 'lost')),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT outbox_connection FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE
);
-- Whoever writes to a meeting is alone with it.
CREATE UNIQUE INDEX outbox_writer ON outbox (tenant_id, meeting_id)
    WHERE meeting_id IS NOT NULL AND state IN ('sending', 'unknown');
CREATE UNIQUE INDEX outbox_request ON outbox (tenant_id, principal, key) WHERE key IS NOT NULL;
CREATE INDEX outbox_open ON outbox (tenant_id, connection_id, started_at) WHERE state IN ('sending', 'unknown');
CREATE INDEX outbox_age ON outbox (started_at);
