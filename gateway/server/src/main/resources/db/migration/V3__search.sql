-- Full-text search. Words are runs of letters and digits, in any letter case; no language is assumed.

-- Everything but letters and digits separates words: the parser would else make one of foo/bar, v1.2 and bob@acme.example.
CREATE FUNCTION search_text(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN regexp_replace(p_text, '[^[:alnum:]]+', ' ', 'g');

-- As much of a long text as one vector can hold: a write never fails because of what it writes.
CREATE FUNCTION search_words_of_long(p_text text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    taken integer := 1000000;
BEGIN
    LOOP
        BEGIN
            RETURN to_tsvector('pg_catalog.simple', left(p_text, taken));
        EXCEPTION WHEN program_limit_exceeded THEN
            taken := taken / 2;
        END;
    END LOOP;
END $$;

-- A word of n bytes takes at most n + 5 in a vector of 1 MB, so that 300 000 bytes always fit. Words of more than 2 046
-- bytes are left out.
CREATE FUNCTION search_words(p_text text) RETURNS tsvector LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN octet_length(p_text) <= 300000 THEN to_tsvector('pg_catalog.simple', search_text(p_text))
        ELSE search_words_of_long(search_text(left(p_text, 1000000))) END;

-- Of several texts, so that no phrase goes from one to the next: a word stands between them and leaves its place empty.
CREATE FUNCTION search_words_of(p_texts text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE
    RETURN ts_delete(search_words(coalesce(array_to_string(p_texts, ' xendofthistextx '), '')), 'xendofthistextx');

-- Every word, the last one as the beginning of longer ones.
CREATE FUNCTION search_prefix(p_text text) RETURNS tsquery LANGUAGE sql IMMUTABLE BEGIN ATOMIC
    SELECT CASE WHEN numnode(words) = 0 THEN words ELSE (words::text || ':*')::tsquery END
    FROM plainto_tsquery('pg_catalog.simple', search_text(p_text)) AS words;
END;

-- Beside the meeting, not in it: an append changes the meeting's row, and every index of that row with it.
CREATE TABLE meeting_search (
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (tenant_id, meeting_id),
    CONSTRAINT meeting_search_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);
CREATE INDEX meeting_search_words ON meeting_search USING gin (tenant_id, words);

CREATE FUNCTION search_items(p_items jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE BEGIN ATOMIC
    SELECT coalesce(array_agg(concat_ws(' xendofthistextx ', item ->> 'title', item ->> 'contents')), '{}')
    FROM jsonb_path_query(p_items, 'strict $.** ? (@.type() == "object")') AS item;
END;

CREATE FUNCTION search_meeting(m meeting) RETURNS tsvector LANGUAGE sql STABLE BEGIN ATOMIC
    SELECT search_words_of(ARRAY[m.title, m.location] || m.tags
        || ARRAY(SELECT p ->> 'name' FROM jsonb_array_elements(m.participants) AS p)
        || ARRAY[m.summary, m.description, m.notes] || search_items(m.agenda) || search_items(m.minutes));
END;

CREATE FUNCTION keep_search_of_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meeting_search AS s (tenant_id, meeting_id, words) VALUES (NEW.tenant_id, NEW.id, search_meeting(NEW))
    ON CONFLICT (tenant_id, meeting_id) DO UPDATE SET words = excluded.words WHERE s.words IS DISTINCT FROM excluded.words;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_search_insert AFTER INSERT ON meeting FOR EACH ROW EXECUTE FUNCTION keep_search_of_meeting();
CREATE TRIGGER meeting_search_update
    AFTER UPDATE OF title, description, notes, location, tags, summary, participants, agenda, minutes ON meeting
    FOR EACH ROW WHEN ((OLD.title, OLD.description, OLD.notes, OLD.location, OLD.tags, OLD.summary, OLD.participants,
        OLD.agenda, OLD.minutes) IS DISTINCT FROM (NEW.title, NEW.description, NEW.notes, NEW.location, NEW.tags,
        NEW.summary, NEW.participants, NEW.agenda, NEW.minutes))
    EXECUTE FUNCTION keep_search_of_meeting();
INSERT INTO meeting_search (tenant_id, meeting_id, words) SELECT m.tenant_id, m.id, search_meeting(m) FROM meeting m;

CREATE INDEX segment_words ON segment USING gin (tenant_id, search_words(text));

CREATE FUNCTION search_person(p_first_name text, p_last_name text, p_email text, p_company text, p_department text,
    p_job_title text) RETURNS tsvector LANGUAGE sql IMMUTABLE
    RETURN search_words_of(ARRAY[p_first_name || ' ' || p_last_name, p_email, p_company, p_department, p_job_title]);
CREATE INDEX person_words ON person
    USING gin (tenant_id, search_person(first_name, last_name, email, company, department, job_title));

CREATE FUNCTION search_project(p_name text, p_description text) RETURNS tsvector LANGUAGE sql IMMUTABLE
    RETURN search_words_of(ARRAY[p_name, p_description]);
CREATE INDEX project_words ON project USING gin (tenant_id, search_project(name, description));

CREATE FUNCTION search_action_item(p_title text, p_description text, p_assignee text, p_assignees jsonb, p_comments jsonb)
RETURNS tsvector LANGUAGE sql IMMUTABLE BEGIN ATOMIC
    SELECT search_words_of(ARRAY[p_title, p_description, p_assignee]
        || ARRAY(SELECT a ->> 'name' FROM jsonb_array_elements(p_assignees) AS a)
        || ARRAY(SELECT c ->> 'text' FROM jsonb_array_elements(p_comments) AS c));
END;
CREATE INDEX action_item_words ON action_item
    USING gin (tenant_id, search_action_item(title, description, assignee, assignees, comments));
