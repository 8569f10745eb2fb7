package org.meetingsgateway.server.canonical;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.wire.WireRequest;

/**
 * What of a meeting is shown, and which parts have to be read for that: {@code fields} and {@code expand}, which the
 * contract has checked. A part is the member of the same name.
 */
record MeetingSelection(Shape<MeetingView> shape, Set<Expansion> expand) {
    /** A meeting by itself has every part but the transcript's text and the raw documents. */
    static MeetingSelection ofOne(WireRequest request) {
        return of(request, Expansion.USUAL);
    }

    /** A meeting in a list has the parts that {@code expand} names. */
    static MeetingSelection ofList(WireRequest request) {
        return of(request, Set.of());
    }

    private static MeetingSelection of(WireRequest request, Set<Expansion> always) {
        var asked = expansions(request.params().string("expand"));
        var shape = asked.contains(Expansion.REPORTS) ? MeetingJson.WITH_REPORT_CONTENT : MeetingJson.SHAPE;
        asked.addAll(always);
        var fields = request.params().string("fields");
        if (fields != null) {
            var names = new HashSet<>(Arrays.asList(fields.split(",", -1)));
            names.add("id");
            asked.removeIf(part -> !names.contains(part.code()));
            shape = shape.only(names);
        }
        return new MeetingSelection(shape, asked);
    }

    private static Set<Expansion> expansions(@Nullable String expand) {
        var expansions = EnumSet.noneOf(Expansion.class);
        if (expand != null) {
            for (var code : expand.split(",", -1)) {
                expansions.add(Coded.of(Expansion.class, code));
            }
        }
        return expansions;
    }
}
