package org.meetingsgateway.adapters.meetlog;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The transcripts of an owner, each with its reports. Nothing can be written. */
record MeetLogRemote(Export export) implements Remote {
    private static final String TRANSCRIPTS = MeetLogSurface.EXPORT + "/transcripts";
    private static final String REPORTS = MeetLogSurface.EXPORT + "/reports";
    private static final int PAGE_SIZE = 100;
    private static final int FORBIDDEN = 403;

    @Override
    public Future<Listing> list(@Nullable String cursor) {
        long page = cursor == null ? 1 : Long.parseLong(cursor);
        var request = WireRequest.get(TRANSCRIPTS).with("page", page).with("page_size", PAGE_SIZE);
        return export.get(request).map(response -> listing(Document.of("transcripts", response), page));
    }

    private static Listing listing(Document list, long page) {
        var meta = list.object("meta");
        if (meta.count("page") != page) {
            throw meta.unreadable("page", "page that was asked for");
        }
        return new Listing(
                list.objects("items").stream().map(MeetLogRemote::listed).toList(),
                meta.count("total"),
                page < meta.count("total_pages") ? String.valueOf(page + 1) : null);
    }

    private static Listed listed(Document item) {
        return new Listed(item.uuid("id").toString(), item.fingerprint(), item.instant("created_at"), null);
    }

    @Override
    public Future<Optional<RemoteMeeting>> get(String nativeId) {
        if (!Document.isUuid(nativeId)) {
            return Future.succeededFuture(Optional.empty());
        }
        return unlessAbsent(WireRequest.get(TRANSCRIPTS + "/" + nativeId))
                .compose(response -> response.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : withReports(ToldTranscript.read(response.get(), nativeId), nativeId)
                                .map(Optional::of));
    }

    private Future<Optional<WireResponse.Bytes>> unlessAbsent(WireRequest request) {
        return export.get(request)
                .map(Optional::of)
                .recover(failure -> failure instanceof RemoteFailure.Absent
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<RemoteMeeting> withReports(ToldTranscript transcript, String nativeId) {
        var ids = transcript.reportIds();
        if (ids == null) {
            return Future.succeededFuture(transcript.with(nativeId, Optional.empty()));
        }
        return reports(ids.iterator(), nativeId, new ArrayList<>())
                .map(Optional::of)
                .recover(MeetLogRemote::noneIfRefused)
                .map(reports -> transcript.with(nativeId, reports));
    }

    /** A report that is gone by now is left out. */
    private Future<List<ToldReport>> reports(Iterator<String> ids, String transcript, List<ToldReport> sofar) {
        if (!ids.hasNext()) {
            return Future.succeededFuture(sofar);
        }
        var id = ids.next();
        return unlessAbsent(WireRequest.get(REPORTS + "/" + id)).compose(response -> {
            response.ifPresent(report -> sofar.add(ToldReport.read(report, id, transcript)));
            return reports(ids, transcript, sofar);
        });
    }

    /** A key may open transcripts without opening reports: of those, then, nothing is known. */
    private static Future<Optional<List<ToldReport>>> noneIfRefused(Throwable failure) {
        return failure instanceof RemoteFailure.Refused refused && Objects.equals(refused.status(), FORBIDDEN)
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(failure);
    }

    @Override
    public Writes writes() {
        return Writes.none();
    }
}
