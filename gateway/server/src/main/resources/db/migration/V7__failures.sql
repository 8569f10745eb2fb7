-- What failed, and the rules that say whose it is.
CREATE TABLE assignment_rule (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    -- As it was written: json, unlike jsonb, keeps the order of members.
    filters json NOT NULL,
    -- Null when that person is no more: the rule then matches nothing.
    assignee_person_id uuid,
    assignee_role_id uuid,
    order_key integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT assignment_rule_project FOREIGN KEY (tenant_id, project_id) REFERENCES project ON DELETE CASCADE,
    CONSTRAINT assignment_rule_assignee FOREIGN KEY (tenant_id, assignee_person_id) REFERENCES person
        ON DELETE SET NULL (assignee_person_id),
    CONSTRAINT assignment_rule_one_assignee CHECK (num_nonnulls(assignee_person_id, assignee_role_id) <= 1)
);
CREATE INDEX assignment_rule_order ON assignment_rule (tenant_id, project_id, order_key, created_at, id);
CREATE INDEX assignment_rule_assignee ON assignment_rule (tenant_id, assignee_person_id)
    WHERE assignee_person_id IS NOT NULL;

-- All rules of a project are read when something fails, so they have a bound. Whoever writes one locks the project: two
-- cannot both take the last place.
CREATE FUNCTION bound_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    others record;
BEGIN
    PERFORM FROM project p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.project_id FOR NO KEY UPDATE;
    SELECT count(*) AS number, coalesce(sum(octet_length(r.filters::text)), 0) AS bytes INTO others
    FROM assignment_rule r
    WHERE r.tenant_id = NEW.tenant_id AND r.project_id = NEW.project_id AND r.id <> NEW.id;
    IF others.number >= 1000 OR others.bytes + octet_length(NEW.filters::text) > 1048576 THEN
        RAISE check_violation USING CONSTRAINT = 'assignment_rule_room', MESSAGE = 'the project has all that it may';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_rule_room BEFORE INSERT OR UPDATE OF filters ON assignment_rule
    FOR EACH ROW EXECUTE FUNCTION bound_rules();

CREATE TABLE failure (
    tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id uuid NOT NULL,
    meeting_id uuid,
    connection_id uuid,
    message text NOT NULL,
    -- Kept when the rule is deleted.
    rule_id uuid,
    assignee_person_id uuid,
    assignee_role_id uuid,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    resolved_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT failure_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE,
    CONSTRAINT failure_assignee FOREIGN KEY (tenant_id, assignee_person_id) REFERENCES person
        ON DELETE SET NULL (assignee_person_id),
    CONSTRAINT failure_of_one_thing CHECK (num_nonnulls(meeting_id, connection_id) = 1),
    CONSTRAINT failure_one_assignee CHECK (num_nonnulls(assignee_person_id, assignee_role_id) <= 1)
);
-- One thing has one failure at most that is not resolved.
CREATE UNIQUE INDEX failure_open_meeting ON failure (tenant_id, meeting_id) WHERE resolved_at IS NULL;
CREATE UNIQUE INDEX failure_open_connection ON failure (tenant_id, connection_id) WHERE resolved_at IS NULL;
CREATE INDEX failure_newest ON failure (tenant_id, first_seen DESC, id DESC);
CREATE INDEX failure_meeting ON failure (tenant_id, meeting_id);
CREATE INDEX failure_assignee ON failure (tenant_id, assignee_person_id) WHERE assignee_person_id IS NOT NULL;

-- Whoever changes the status: what no longer fails is resolved in the same transaction. A function sees what others have
-- committed since the statement began, so that a failure that was just written is not missed.
CREATE FUNCTION resolve_failure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE failure f SET resolved_at = greatest(NEW.updated_at, f.last_seen)
    WHERE f.tenant_id = NEW.tenant_id AND f.meeting_id = NEW.id AND f.resolved_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_failure_resolved AFTER UPDATE OF status ON meeting FOR EACH ROW
    WHEN (OLD.status = 'failed' AND NEW.status <> 'failed') EXECUTE FUNCTION resolve_failure();

-- What failed before anybody kept failures.
INSERT INTO failure (tenant_id, id, meeting_id, message, first_seen, last_seen)
SELECT m.tenant_id, time_ordered_id(m.updated_at, 0), m.id,
    coalesce(nullif(btrim(left(m.recording_error, 10000)), ''), 'The recording failed.'), m.updated_at, m.updated_at
FROM meeting m WHERE m.status = 'failed';
