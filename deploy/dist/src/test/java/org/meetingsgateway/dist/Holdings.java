package org.meetingsgateway.dist;

import static org.meetingsgateway.dist.LiveAccount.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.simulators.Simulator;

/** What an account really has, and what the gateway keeps of its own beside it. */
final class Holdings {
    static final String MADE = "https://made.example/";

    private static final int PAGE = 100;
    private static final int MOST_SEGMENTS = 10_000;

    private final Map<String, MeetingView> meetings = new HashMap<>();
    private final Map<String, List<String>> segments = new HashMap<>();
    private final Map<String, String> kept;

    /** @param kept by native id */
    Holdings(Simulator simulator, Map<String, String> kept) {
        this.kept = kept;
        for (var view : all(simulator)) {
            var id = nativeId(simulator, view);
            meetings.put(id, view);
            segments.put(id, texts(simulator, view));
        }
    }

    private static List<MeetingView> all(Simulator simulator) {
        var all = new ArrayList<MeetingView>();
        var newest = MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST);
        while (true) {
            var page = await(simulator.call(new ListMeetings(
                    newest, new Slice.Offset(all.size(), PAGE), Set.of(Expansion.ACTION_ITEMS, Expansion.MINUTES))));
            all.addAll(page.items());
            if (page.items().size() < PAGE) {
                return all;
            }
        }
    }

    private static String nativeId(Simulator simulator, MeetingView view) {
        return simulator.style().equals("minutebase")
                ? view.meeting().alias()
                : view.meeting().id().toString();
    }

    private static List<String> texts(Simulator simulator, MeetingView view) {
        var ref = new MeetingRef(view.meeting().id().toString());
        return await(simulator.call(new ListSegments(ref, new Slice.Offset(0, MOST_SEGMENTS)))).items().stream()
                .map(stored -> stored.segment().text())
                .toList();
    }

    boolean has(String id) {
        return meetings.containsKey(id);
    }

    /** How many meetings were made under that mark. */
    long made(String mark) {
        return meetings.values().stream()
                .map(MeetingView::meeting)
                .filter(meeting -> (MADE + mark).equals(meeting.url()) || (MADE + mark).equals(meeting.shortUrl()))
                .count();
    }

    /** Those that were made under that mark, in words. */
    List<String> toldOf(String mark) {
        return meetings.values().stream()
                .map(MeetingView::meeting)
                .filter(meeting -> (MADE + mark).equals(meeting.url()) || (MADE + mark).equals(meeting.shortUrl()))
                .map(meeting -> meeting.alias() + " \"" + meeting.title() + "\" made " + meeting.createdAt()
                        + ", changed " + meeting.updatedAt() + ", " + meeting.notes() + ", " + meeting.description())
                .toList();
    }

    /** How many segments say it; -1 where there is no such meeting. */
    long segments(@Nullable String id, String mark) {
        return has(String.valueOf(id))
                ? Objects.requireNonNull(segments.get(id)).stream()
                        .filter(mark::equals)
                        .count()
                : -1;
    }

    /** How many action items are called so; -1 where there is no such meeting. */
    long tasks(@Nullable String id, String mark) {
        return has(String.valueOf(id))
                ? Objects.requireNonNull(view(id).actionItems()).stream()
                        .filter(item -> item.title().equals(mark))
                        .count()
                : -1;
    }

    private MeetingView view(@Nullable String id) {
        return Objects.requireNonNull(meetings.get(id));
    }

    /** What is in a field, as text. */
    String marked(String id, Promises.Field field) {
        var view = view(id);
        var meeting = view.meeting();
        return String.valueOf(
                switch (field) {
                    case TITLE -> meeting.title();
                    case MINUTES -> titles(Objects.requireNonNull(view.minutes()));
                    case NOTES -> meeting.notes();
                    case DESCRIPTION -> meeting.description();
                    case VIDEO -> meeting.recording().url();
                    case ERROR -> meeting.recording().error();
                    case PARTICIPANTS ->
                        meeting.participants().stream().map(Participant::called).toList();
                    case KEPT -> kept.get(id);
                });
    }

    private static String titles(List<MinuteItem> items) {
        return items.stream()
                .filter(item -> item.type() != MinuteItem.Type.ACTION)
                .map(MinuteItem::title)
                .collect(Collectors.joining(" "));
    }

    /** Those that somebody made and nobody knows of: without a mark, and still without anything that is said of them. */
    List<String> strangers() {
        return meetings.keySet().stream()
                .filter(this::isStranger)
                .map(id -> id + " made " + view(id).meeting().createdAt() + ", changed "
                        + view(id).meeting().updatedAt())
                .toList();
    }

    private boolean isStranger(String id) {
        var meeting = view(id).meeting();
        return meeting.title() == null
                && meeting.url() == null
                && meeting.recording().sizeBytes() == null
                && meeting.reportCount() == 0
                && Objects.requireNonNull(segments.get(id)).isEmpty();
    }
}
