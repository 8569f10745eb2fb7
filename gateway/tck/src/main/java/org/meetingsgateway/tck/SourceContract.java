package org.meetingsgateway.tck;

/**
 * What every {@link org.meetingsgateway.call.MeetingSource} that answers all calls keeps to. A test class implements this
 * with a source and new tenants, and is done: so the memory that styles are proven with, and the store that they run on,
 * cannot come apart unnoticed.
 */
public interface SourceContract
        extends MeetingFacts, RecordingFacts, MinutesFacts, DirectoryFacts, SearchFacts, FailureFacts, QueryFacts {}
