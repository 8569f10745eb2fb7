-- An append costs the same whatever is stored, also while the planner has no statistics of a new database: a repeat is
-- found by one key, for which no other index will do. With the meeting and the start beside the old key, the planner walked
-- through all segments of the meeting by the primary key until autovacuum had come by.
CREATE FUNCTION segment_identity(p_meeting uuid, p_start double precision, p_speaker text, p_text text) RETURNS bigint
LANGUAGE sql IMMUTABLE RETURN
    hashtextextended(coalesce(p_speaker, '') || chr(31) || p_text, hashfloat8extended(p_start, uuid_hash_extended(p_meeting, 0)));

ALTER TABLE segment DROP COLUMN identity;
-- Null where the start is not known: such a segment is never a repeat.
ALTER TABLE segment ADD COLUMN identity bigint GENERATED ALWAYS AS (segment_identity(meeting_id, start_ms, speaker, text)) STORED;
CREATE INDEX segment_identity ON segment (tenant_id, identity) WHERE identity IS NOT NULL;

-- One batch under the identity rule: equal in start, speaker and text is a repeat; equal in start and speaker to one that
-- is not final replaces it; anything else is appended. Locks the meeting, so that batches never interleave. Its cost does
-- not depend on how many segments are stored: OFFSET 0 keeps the conditions from being mixed with the order.
CREATE OR REPLACE FUNCTION append_segments(
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
            SELECT f.position, f.is_final INTO found_position, found_final
            FROM (
                SELECT s.* FROM segment s
                WHERE s.tenant_id = p_tenant AND s.identity = segment_identity(p_meeting, p_start[i], p_speaker[i], p_text[i])
                OFFSET 0
            ) f
            WHERE f.meeting_id = p_meeting AND f.start_ms = p_start[i]
                AND f.speaker IS NOT DISTINCT FROM p_speaker[i] AND f.text = p_text[i]
            ORDER BY f.position DESC LIMIT 1;
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
            SELECT f.position, f.chars INTO found_position, found_chars
            FROM (
                SELECT s.position, length(s.text) AS chars FROM segment s
                WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.start_ms = p_start[i]
                    AND s.speaker IS NOT DISTINCT FROM p_speaker[i] AND s.is_final = false
                OFFSET 0
            ) f
            ORDER BY f.position DESC LIMIT 1;
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
