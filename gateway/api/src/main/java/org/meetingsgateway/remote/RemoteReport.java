package org.meetingsgateway.remote;

import java.time.Instant;
import java.util.UUID;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.ReportField;

/**
 * A report of a remote meeting.
 *
 * @param id the canonical id that it should have
 * @param fields all of them
 */
public record RemoteReport(UUID id, Changes<ReportField> fields, Instant createdAt) {}
