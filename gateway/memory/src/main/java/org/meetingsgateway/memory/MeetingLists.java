package org.meetingsgateway.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.Segment;

/** Lists of meetings, each kept until something changes: so the pages of a long list cost the same, the last as the first. */
final class MeetingLists {
    private static final int KEPT = 8;

    private final Memory memory;
    private final MeetingViews views;
    private final Map<Asked, List<MeetingRow>> kept = new LinkedHashMap<>();
    private long generation;

    private record Asked(MeetingQuery query, Principal principal) {}

    private record Seen(MeetingRow row, Meeting meeting) {}

    MeetingLists(Memory memory, MeetingViews views) {
        this.memory = memory;
        this.views = views;
    }

    /** In the order that is asked for. */
    List<MeetingRow> of(MeetingQuery query, Principal principal) {
        if (generation != memory.generation()) {
            generation = memory.generation();
            kept.clear();
        }
        var asked = new Asked(query, principal);
        var list = kept.get(asked);
        if (list == null) {
            list = made(asked);
            if (kept.size() == KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(asked, list);
        }
        return list;
    }

    private List<MeetingRow> made(Asked asked) {
        var order = Matching.order(asked.query().sort());
        return memory.meetings(asked.principal())
                .filter(row -> says(row, asked.query().spoken()))
                .map(row -> new Seen(row, views.view(row, Set.of()).meeting()))
                .filter(seen -> Matching.meets(seen.meeting(), asked.query()))
                .sorted((one, other) -> order.compare(one.meeting(), other.meeting()))
                .map(Seen::row)
                .toList();
    }

    private static boolean says(MeetingRow row, @Nullable String words) {
        return words == null
                || row.segments().stream()
                        .map(Segment::text)
                        .collect(Collectors.joining(" "))
                        .toLowerCase(Locale.ROOT)
                        .contains(words.toLowerCase(Locale.ROOT));
    }
}
