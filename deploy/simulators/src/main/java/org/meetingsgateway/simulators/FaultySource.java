package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import java.util.Set;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** The product's meetings as they are listed when lists are what is wrong. */
record FaultySource(MeetingSource source, Faults faults, Meetings meetings) implements MeetingSource {
    @Override
    @SuppressWarnings("unchecked") // a list of meetings is answered with a page of meetings
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return call instanceof ListMeetings list && list.slice() instanceof Slice.Counted slice
                ? (Future<A>) list(list, slice, principal)
                : source.call(call, principal);
    }

    private Future<Page<MeetingView>> list(ListMeetings list, Slice.Counted slice, Principal principal) {
        if (slice.offset() > 0 && faults.strikes(Fault.PAGE_DRIFT)) {
            meetings.drift();
        }
        return source.call(list, principal)
                .compose(page -> faults.strikes(Fault.ENDLESS_PAGES)
                        ? endless(list, slice, page, principal)
                        : Future.succeededFuture(page));
    }

    /** After the last meeting comes the first one again. */
    private Future<Page<MeetingView>> endless(
            ListMeetings list, Slice.Counted slice, Page<MeetingView> page, Principal principal) {
        long total = page.total() == null ? 0 : page.total();
        if (total == 0) {
            return Future.succeededFuture(page);
        }
        var again = new Slice.Offset(slice.offset() % total, slice.size());
        return source.call(new ListMeetings(list.query(), again, list.expand()), principal)
                .map(begun -> new Page<>(begun.items(), slice.offset() + 2L * slice.size(), null));
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return source.answers();
    }
}
