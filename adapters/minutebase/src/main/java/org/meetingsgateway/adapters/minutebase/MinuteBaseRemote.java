package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.wire.WireRequest;

/** The meetings that a person sees in an account, and may change there. */
record MinuteBaseRemote(KeyedRequests requests) implements Remote {
    static final String MEETINGS = MinuteBaseSurface.API + "/meetings";

    /** All meetings from the first day on: without a date the list begins today, and lists of days, weeks and months end. */
    private static final String ALL = MEETINGS + "/0001-01-01";

    private static final int PAGE_SIZE = 100;

    /**
     * The latest first. Such a page's cursor is its number below zero: above it is one of a pass that an earlier version began
     * with the earliest first, and that comes to its end in its order.
     */
    @Override
    public Future<Listing> list(@Nullable String cursor) {
        long page = cursor == null ? -1 : Long.parseLong(cursor);
        var request = WireRequest.get(ALL).with("page", Math.abs(page)).with("per_page", PAGE_SIZE);
        return requests.send(page < 0 ? request.with("order", "desc") : request)
                .map(response -> listing(Document.of("meetings", response), page));
    }

    private static Listing listing(Document list, long cursor) {
        long page = Math.abs(cursor);
        if (list.count("current_page") != page) {
            throw list.unreadable("current_page", "page that was asked for");
        }
        return new Listing(
                list.objects("results").stream().map(MinuteBaseRemote::listed).toList(),
                list.count("total_entries"),
                page < list.count("total_pages") ? String.valueOf(cursor + Long.signum(cursor)) : null);
    }

    /** A list shows neither agenda nor minutes. */
    private static Listed listed(Document item) {
        return new Listed(Told.id(item), item.fingerprint(), Told.moment(item, "start_at"), null);
    }

    @Override
    public Future<Optional<RemoteMeeting>> get(String nativeId) {
        if (!Alias.isOne(nativeId)) { // it might be a slug, or a day
            return Future.succeededFuture(Optional.empty());
        }
        return requests.send(WireRequest.get(MEETINGS + "/" + nativeId))
                .map(response -> Optional.of(ToldMeeting.read(response, nativeId)))
                .recover(failure -> failure instanceof RemoteFailure.Absent
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    @Override
    public Writes writes() {
        var items = new ItemWrites(requests);
        var meetings = new MeetingWrites(requests, items);
        var actions = new ActionWrites(requests, items);
        return new Writes.Builder()
                .seeing(CreateMeeting.class, meetings::create)
                .seeing(UpdateMeeting.class, meetings::update)
                .on(DeleteMeeting.class, meetings::delete)
                .seeing(ReplaceMinutes.class, meetings::replaceMinutes)
                .seeing(CreateActionItem.class, actions::create)
                .seeing(UpdateActionItem.class, actions::update)
                .on(DeleteActionItem.class, actions::delete)
                .on(AddComment.class, actions::comment)
                .keeping(AppendSegments.class, CreateReport.class, UpdateReport.class, DeleteReport.class)
                .build();
    }
}
