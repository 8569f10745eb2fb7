-- Whose an upload is: the one who takes uploads knows only their ids, whichever tenant they are of. Of several meetings
-- with one upload the first has it, so that nobody can take it away.
CREATE TABLE upload (
    sdk_upload_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting ON DELETE CASCADE
);
CREATE INDEX upload_meeting ON upload (tenant_id, meeting_id);

INSERT INTO upload (sdk_upload_id, tenant_id, meeting_id)
SELECT m.recording_sdk_upload_id, m.tenant_id, m.id FROM meeting m WHERE m.recording_sdk_upload_id IS NOT NULL
ORDER BY m.created_at, m.id
ON CONFLICT DO NOTHING;

CREATE FUNCTION keep_upload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM upload u
    WHERE u.tenant_id = new.tenant_id AND u.meeting_id = new.id AND u.sdk_upload_id IS DISTINCT FROM new.recording_sdk_upload_id;
    IF new.recording_sdk_upload_id IS NOT NULL THEN
        INSERT INTO upload (sdk_upload_id, tenant_id, meeting_id)
        VALUES (new.recording_sdk_upload_id, new.tenant_id, new.id)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER meeting_new_upload AFTER INSERT ON meeting FOR EACH ROW
WHEN (new.recording_sdk_upload_id IS NOT NULL)
EXECUTE FUNCTION keep_upload();

CREATE TRIGGER meeting_other_upload AFTER UPDATE OF recording_sdk_upload_id ON meeting FOR EACH ROW
WHEN (new.recording_sdk_upload_id IS DISTINCT FROM old.recording_sdk_upload_id)
EXECUTE FUNCTION keep_upload();

-- Webhooks that had their effect, so that one that is sent again has none.
CREATE TABLE webhook (
    id text PRIMARY KEY,
    received_at timestamptz NOT NULL
);
CREATE INDEX webhook_received ON webhook (received_at);
