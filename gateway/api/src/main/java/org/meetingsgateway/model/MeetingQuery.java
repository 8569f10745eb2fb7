package org.meetingsgateway.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which meetings are wanted and in which order. A null or empty filter filters nothing; all that are given must hold.
 *
 * @param orNoPlatform whether {@code platform} is also met by a meeting of which no platform is known
 * @param participant a name, an e-mail address or a person id; letter case does not matter
 * @param startsAfter inclusive
 * @param startsBefore exclusive
 * @param updatedSince inclusive
 * @param ownerUser the {@link Person#user} of its owner
 * @param spoken what must occur in its transcript's text, letter case aside
 * @param occursFrom inclusive; compares the start, or the creation of a meeting without start
 * @param occursBefore exclusive; compares the same
 */
public record MeetingQuery(
        Set<MeetingStatus> statuses,
        @Nullable Platform platform,
        boolean orNoPlatform,
        @Nullable String tag,
        @Nullable UUID projectId,
        @Nullable String participant,
        @Nullable String sourceStyle,
        @Nullable Boolean hasTranscript,
        @Nullable Instant startsAfter,
        @Nullable Instant startsBefore,
        @Nullable Instant updatedSince,
        @Nullable Integer ownerUser,
        @Nullable String spoken,
        @Nullable Instant occursFrom,
        @Nullable Instant occursBefore,
        Sort sort) {
    public MeetingQuery {
        statuses = Set.copyOf(statuses);
    }

    /** Every meeting in the given order. */
    public static MeetingQuery all(Sort sort) {
        return new MeetingQuery(
                Set.of(), null, false, null, null, null, null, null, null, null, null, null, null, null, null, sort);
    }

    /** The meetings of one project in the given order. */
    public static MeetingQuery ofProject(UUID projectId, Sort sort) {
        return new MeetingQuery(
                Set.of(), null, false, null, projectId, null, null, null, null, null, null, null, null, null, null,
                sort);
    }

    /**
     * The meetings of a stretch of time, earliest first unless {@code descending}.
     *
     * @param from inclusive
     * @param before exclusive
     */
    public static MeetingQuery occurring(
            @Nullable UUID projectId,
            @Nullable String tag,
            @Nullable Instant from,
            @Nullable Instant before,
            boolean descending) {
        var sort = new Sort(Sort.Key.OCCURS_AT, descending);
        return new MeetingQuery(
                Set.of(), null, false, tag, projectId, null, null, null, null, null, null, null, null, from, before,
                sort);
    }

    /** An order; {@code id} breaks ties in the same direction, and a meeting without the value counts as earliest. */
    public record Sort(Key key, boolean descending) {
        /** By start, latest first: what {@code /v1} does unless told otherwise. */
        public static final Sort LATEST_START_FIRST = new Sort(Key.STARTS_AT, true);
        /** By creation, newest first. */
        public static final Sort NEWEST_FIRST = new Sort(Key.CREATED_AT, true);

        /** What meetings can be ordered by. */
        public enum Key implements Coded {
            STARTS_AT,
            CREATED_AT,
            UPDATED_AT,
            /** By start, or by creation where there is no start. */
            OCCURS_AT
        }
    }
}
