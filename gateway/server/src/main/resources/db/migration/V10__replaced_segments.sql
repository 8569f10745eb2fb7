-- A batch that arrives again, or after one that overlaps it, brings texts that were not final and have been replaced since:
-- they are repeats, too, and must not come back beside what replaced them. So what was replaced is remembered.
CREATE TABLE replaced_segment (
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    -- As segment_identity has it.
    identity bigint NOT NULL,
    PRIMARY KEY (tenant_id, meeting_id, identity),
    CONSTRAINT replaced_segment_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);

-- One batch under the identity rule: equal in start, speaker and text is a repeat; what is not final is one also where that
-- text has been replaced. Equal in start and speaker to one that is not final replaces it; anything else is appended. Locks
-- the meeting, so that batches never interleave. Its cost does not depend on how many segments are stored: OFFSET 0 keeps
-- the conditions from being mixed with the order.
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
    found_identity bigint;
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
            IF p_final[i] = false AND EXISTS (
                SELECT FROM replaced_segment r
                WHERE r.tenant_id = p_tenant AND r.meeting_id = p_meeting
                    AND r.identity = segment_identity(p_meeting, p_start[i], p_speaker[i], p_text[i])
            ) THEN
                skipped := skipped + 1;
                CONTINUE;
            END IF;
            SELECT f.position, f.chars, f.identity INTO found_position, found_chars, found_identity
            FROM (
                SELECT s.position, length(s.text) AS chars, s.identity FROM segment s
                WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.start_ms = p_start[i]
                    AND s.speaker IS NOT DISTINCT FROM p_speaker[i] AND s.is_final = false
                OFFSET 0
            ) f
            ORDER BY f.position DESC LIMIT 1;
        END IF;
        IF found_position IS NOT NULL THEN
            INSERT INTO replaced_segment (tenant_id, meeting_id, identity) VALUES (p_tenant, p_meeting, found_identity)
            ON CONFLICT DO NOTHING;
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
