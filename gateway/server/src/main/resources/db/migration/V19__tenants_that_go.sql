-- A tenant that is deleted is closed at once, and what it has is taken away some at a time. The row goes last, so that the
-- slug is free when nothing is left.
ALTER TABLE tenant
    ADD COLUMN deleted_at timestamptz,
    -- Until when somebody is known to be at it: the others leave it alone.
    ADD COLUMN removed_until timestamptz;
CREATE INDEX tenant_going ON tenant (deleted_at) WHERE deleted_at IS NOT NULL;

-- A meeting's updated_at never goes back, whatever clock the writer has and however long it waited: otherwise as in V17.
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
    SELECT count(*), sum(length(b.text)) INTO appended, chars
    FROM unnest(p_text, p_speaker, p_start, p_final) b(text, speaker, start_ms, is_final)
    -- Nothing in the batch has to do with another of it, or with what is stored.
    HAVING count(b.start_ms) = count(DISTINCT (b.start_ms, b.speaker)) FILTER (WHERE b.start_ms IS NOT NULL)
        AND NOT coalesce(bool_or(b.start_ms IS NOT NULL AND (
            EXISTS (
                SELECT FROM segment s
                WHERE s.tenant_id = p_tenant AND s.identity = segment_identity(p_meeting, b.start_ms, b.speaker, b.text)
                OFFSET 0)
            OR EXISTS (
                SELECT FROM segment s
                WHERE s.tenant_id = p_tenant AND s.meeting_id = p_meeting AND s.start_ms = b.start_ms AND s.is_final = false
                OFFSET 0)
            OR b.is_final = false AND EXISTS (
                SELECT FROM replaced_segment r
                WHERE r.tenant_id = p_tenant AND r.meeting_id = p_meeting
                    AND r.identity = segment_identity(p_meeting, b.start_ms, b.speaker, b.text)
                OFFSET 0))), false);
    IF FOUND THEN
        INSERT INTO segment (tenant_id, meeting_id, position, text, speaker, start_ms, end_ms, confidence, is_final)
        SELECT p_tenant, p_meeting, stored + b.place, b.text, b.speaker, b.start_ms, b.end_ms, b.confidence, b.is_final
        FROM unnest(p_text, p_speaker, p_start, p_end, p_confidence, p_final)
            WITH ORDINALITY b(text, speaker, start_ms, end_ms, confidence, is_final, place);
        stored := stored + appended;
        changed := appended > 0;
    ELSE
        appended := 0;
        chars := 0;
    END IF;
    FOR i IN 1 .. CASE WHEN changed THEN 0 ELSE cardinality(p_text) END LOOP
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
            transcript_chars = m.transcript_chars + chars, version = m.version + 1,
            updated_at = greatest(m.updated_at + interval '1 microsecond', p_now)
        WHERE m.tenant_id = p_tenant AND m.id = p_meeting;
    END IF;
END $$;
