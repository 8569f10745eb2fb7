package org.meetingsgateway.call;

/**
 * Something one can ask of a source of meetings.
 *
 * @param <A> the answer
 */
public sealed interface Call<A>
        permits MeetingCall,
                MinutesCall,
                TranscriptCall,
                RecordingCall,
                ReportCall,
                ActionItemCall,
                ProjectCall,
                PersonCall,
                AccountCall,
                QueryCall,
                FailureCall,
                SearchCall {}
