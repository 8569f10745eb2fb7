-- What a saved query found is told again for a while. It is forgotten at once when somebody can see less than before.

CREATE FUNCTION forget_results() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM query_result r USING saved_query q
    WHERE q.tenant_id = OLD.tenant_id AND q.project_id = OLD.project_id
        AND r.tenant_id = q.tenant_id AND r.query_id = q.id;
    RETURN NULL;
END $$;

CREATE TRIGGER meeting_forgets_results AFTER UPDATE OF privacy, shared_with, owner_id, project_id, readable ON meeting
    FOR EACH ROW WHEN (OLD.privacy <> NEW.privacy OR OLD.shared_with <> NEW.shared_with OR OLD.owner_id <> NEW.owner_id
        OR OLD.project_id IS DISTINCT FROM NEW.project_id OR OLD.readable AND NOT NEW.readable)
    EXECUTE FUNCTION forget_results();
CREATE TRIGGER deleted_meeting_forgets_results AFTER DELETE ON meeting
    FOR EACH ROW WHEN (OLD.project_id IS NOT NULL) EXECUTE FUNCTION forget_results();
CREATE TRIGGER member_forgets_results AFTER DELETE ON project_member
    FOR EACH ROW EXECUTE FUNCTION forget_results();

CREATE FUNCTION forget_results_of_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM query_result r USING saved_query q
    WHERE q.tenant_id = OLD.tenant_id AND q.project_id = OLD.id AND r.tenant_id = q.tenant_id AND r.query_id = q.id;
    RETURN NULL;
END $$;

CREATE TRIGGER project_forgets_results AFTER UPDATE OF open_to_all ON project
    FOR EACH ROW WHEN (OLD.open_to_all AND NOT NEW.open_to_all) EXECUTE FUNCTION forget_results_of_project();

-- SavedQuery.MOST, also when several are written at once: they wait for each other at their project.
CREATE FUNCTION limit_saved_queries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM project p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.project_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM saved_query q WHERE q.tenant_id = NEW.tenant_id AND q.project_id = NEW.project_id) >= 1000 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'saved_query_most';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER saved_query_most BEFORE INSERT ON saved_query FOR EACH ROW EXECUTE FUNCTION limit_saved_queries();
