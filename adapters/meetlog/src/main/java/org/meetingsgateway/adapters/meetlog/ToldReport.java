package org.meetingsgateway.adapters.meetlog;

import java.util.Set;
import org.meetingsgateway.model.Report;
import org.meetingsgateway.model.ReportField;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteReport;
import org.meetingsgateway.wire.WireResponse;

/** A report, and what it was read from. */
record ToldReport(RemoteReport report, Raw raw, Set<String> unknown) {
    private static final String KIND = "report";

    /** Reads an answer, which must be the report that was asked for, of the transcript that named it. */
    static ToldReport read(WireResponse.Bytes response, String id, String transcript) {
        var document = Document.of(KIND, response);
        ToldTranscript.expect(document, "id", id);
        ToldTranscript.expect(document, "transcription_id", transcript);
        var report =
                new RemoteReport(document.uuid("id"), MeetLogJson.report(document), document.instant("created_at"));
        return new ToldReport(report, new Raw(KIND, response.body()), document.unknown());
    }

    /** Whether it is written, or never will be. */
    boolean isSettled() {
        return report.fields().get(ReportField.STATUS) != Report.Status.PROCESSING;
    }
}
