package org.meetingsgateway.call;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.model.Slice;

/** Calls about reports. Ids are the canonical ones, as the caller sent them. */
public sealed interface ReportCall<A> extends Call<A> {
    /** Newest first, without content; of one meeting, or of all that the principal may see. */
    record ListReports(@Nullable MeetingRef meeting, Slice slice) implements ReportCall<Page<Report>> {}

    /** With content. */
    record GetReport(String id) implements ReportCall<Report> {}

    record CreateReport(MeetingRef meeting, Changes<ReportField> report) implements ReportCall<Report> {}

    record UpdateReport(String id, @Nullable Precondition expected, Changes<ReportField> changes)
            implements ReportCall<Report> {}

    record DeleteReport(String id, @Nullable Precondition expected) implements ReportCall<Void> {}
}
