-- Whether anything of a tenant has changed: what was read under a version is still right while that is the version. The
-- version is the sum of several slots, so that writers of one tenant rarely wait for each other.
CREATE TABLE tenant_version (
    tenant_id uuid NOT NULL,
    slot smallint NOT NULL,
    -- Of what answers show: the tenant, its people, projects and members, meetings, reports and action items. What belongs
    -- to a meeting, such as its segments and raw documents, is only written together with the meeting's row.
    content bigint NOT NULL,
    -- Of who may ask: keys, people who are gone, the tenant's name.
    access bigint NOT NULL,
    PRIMARY KEY (tenant_id, slot)
) WITH (fillfactor = 50);

-- Once in a transaction for each tenant, at its commit: a transaction that waits for nothing any more cannot be part of a
-- deadlock. The step is random, so that a database that lost its latest transactions, with its server or because it comes
-- from a backup, does not reach a version again with other content.
CREATE FUNCTION move_tenant_version(p_tenant uuid, p_kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    setting text := 'gateway.moved_' || p_kind;
    moved text := coalesce(current_setting(setting, true), '');
    step bigint := 1 + floor(random() * (1 << 30))::bigint;
BEGIN
    IF position(p_tenant::text IN moved) > 0 THEN
        RETURN;
    END IF;
    PERFORM set_config(setting, moved || p_tenant::text, true);
    INSERT INTO tenant_version AS v (tenant_id, slot, content, access)
    SELECT p_tenant, pg_backend_pid() % 16, CASE p_kind WHEN 'content' THEN step ELSE 0 END,
        CASE p_kind WHEN 'access' THEN step ELSE 0 END
    -- The tenant itself may be on its way out.
    WHERE EXISTS (SELECT FROM tenant t WHERE t.id = p_tenant)
    ON CONFLICT (tenant_id, slot) DO UPDATE SET content = v.content + excluded.content, access = v.access + excluded.access;
END $$;

CREATE FUNCTION row_moves_tenant_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM move_tenant_version(coalesce(NEW.tenant_id, OLD.tenant_id), TG_ARGV[0]);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER meeting_version AFTER INSERT OR UPDATE OR DELETE ON meeting DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('content');
CREATE CONSTRAINT TRIGGER report_version AFTER INSERT OR UPDATE OR DELETE ON report DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('content');
CREATE CONSTRAINT TRIGGER action_item_version AFTER INSERT OR UPDATE OR DELETE ON action_item DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('content');
CREATE CONSTRAINT TRIGGER project_version AFTER INSERT OR UPDATE OR DELETE ON project DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('content');
CREATE CONSTRAINT TRIGGER project_member_version AFTER INSERT OR UPDATE OR DELETE ON project_member
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('content');
CREATE CONSTRAINT TRIGGER person_version AFTER INSERT OR UPDATE OR DELETE ON person DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('content');
CREATE CONSTRAINT TRIGGER person_access AFTER DELETE ON person DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('access');
CREATE CONSTRAINT TRIGGER credential_access AFTER INSERT OR UPDATE OR DELETE ON credential DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('access');
-- When a key was last used is nobody's business here.
CREATE CONSTRAINT TRIGGER api_key_access
    AFTER INSERT OR DELETE OR UPDATE OF style, person_id, scopes, project_ids, expires_at, revoked_at ON api_key
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION row_moves_tenant_version('access');

CREATE FUNCTION tenant_moves_its_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM move_tenant_version(NEW.id, 'content');
    PERFORM move_tenant_version(NEW.id, 'access');
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenant_version AFTER UPDATE ON tenant DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION tenant_moves_its_version();

CREATE FUNCTION forget_tenant_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM tenant_version v WHERE v.tenant_id = OLD.id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenant_version_gone AFTER DELETE ON tenant DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION forget_tenant_version();
