package org.meetingsgateway.server.canonical;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.wire.Params;

/** Reads the filters and the order of a list of meetings from parameters that the contract has checked. */
final class MeetingQueries {
    private MeetingQueries() {}

    static MeetingQuery read(Params params) {
        var platform = params.string("platform");
        var project = params.string("project_id");
        var hasTranscript = params.string("has_transcript");
        return new MeetingQuery(
                statuses(params.string("status")),
                platform == null ? null : Coded.of(Platform.class, platform),
                false,
                params.string("tag"),
                project == null ? null : UUID.fromString(project),
                params.string("participant"),
                params.string("source_style"),
                hasTranscript == null ? null : Boolean.valueOf(hasTranscript),
                moment(params.string("starts_after")),
                moment(params.string("starts_before")),
                moment(params.string("updated_since")),
                null,
                null,
                null,
                null,
                sort(params.string("sort")));
    }

    private static Set<MeetingStatus> statuses(@Nullable String text) {
        var statuses = EnumSet.noneOf(MeetingStatus.class);
        if (text != null) {
            for (var code : text.split(",", -1)) {
                statuses.add(Coded.of(MeetingStatus.class, code));
            }
        }
        return statuses;
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Instants.parse(text);
    }

    private static Sort sort(@Nullable String text) {
        if (text == null) {
            return Sort.LATEST_START_FIRST;
        }
        boolean descending = text.startsWith("-");
        return new Sort(Coded.of(Sort.Key.class, descending ? text.substring(1) : text), descending);
    }
}
