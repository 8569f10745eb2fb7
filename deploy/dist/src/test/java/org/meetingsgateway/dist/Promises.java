package org.meetingsgateway.dist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one writer was told of its writes to one account, and what must be there because of it. Everything that is written
 * has a mark that nothing else has: the writer's name, and a number.
 */
final class Promises {
    /** Where a mark is written that replaces the one before. */
    enum Field {
        TITLE(true),
        MINUTES(true),
        NOTES(false),
        DESCRIPTION(false),
        VIDEO(false),
        ERROR(false),
        PARTICIPANTS(false),
        /** The gateway's own where the style has no word for it. */
        KEPT(false);

        private final boolean changesThere;

        Field(boolean changesThere) {
            this.changesThere = changesThere;
        }
    }

    private static final Pattern MARK = Pattern.compile("[a-z]+[0-9]-[0-9]+");
    private static final Pattern NAMED = Pattern.compile(MARK + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The latest value that was acknowledged, and those that were sent since. */
    private static final class Values {
        private @Nullable String acknowledged;
        private final Set<String> later = new HashSet<>();
    }

    /** Something that is there once; where {@code id} is null it is not known of which meeting it is. */
    private static final class Addition {
        private @Nullable String id;
        private boolean isAcknowledged;
        private boolean mayBeGone;
        private boolean isGone;
        private boolean isRefused;
    }

    private final String style;
    private final Map<String, Map<Field, Values>> values = new HashMap<>();
    private final Map<String, Addition> creations = new HashMap<>();
    private final Map<String, Addition> segments = new HashMap<>();
    private final Map<String, Addition> tasks = new HashMap<>();
    private final Set<String> deletions = ConcurrentHashMap.newKeySet();
    private final Set<String> gone = new HashSet<>();

    Promises(String style) {
        this.style = style;
    }

    void sent(String id, Field field, String mark) {
        of(id, field).later.add(mark);
    }

    void acknowledged(String id, Field field, String mark) {
        var known = of(id, field);
        known.acknowledged = mark;
        known.later.clear();
    }

    private Values of(String id, Field field) {
        return values.computeIfAbsent(id, meeting -> new HashMap<>()).computeIfAbsent(field, each -> new Values());
    }

    void creation(String mark) {
        creations.put(mark, new Addition());
    }

    void created(String mark, String id) {
        acknowledge(creations, mark).id = id;
    }

    void creationRefused(String mark) {
        Objects.requireNonNull(creations.get(mark)).isRefused = true;
    }

    void segment(String id, String mark) {
        segments.computeIfAbsent(mark, each -> new Addition()).id = id;
    }

    void segmentAcknowledged(String mark) {
        acknowledge(segments, mark);
    }

    void task(String id, String mark) {
        tasks.computeIfAbsent(mark, each -> new Addition()).id = id;
    }

    void taskAcknowledged(String mark) {
        acknowledge(tasks, mark);
    }

    /** Its deletion is sent. */
    void taskMayBeGone(String mark) {
        Objects.requireNonNull(tasks.get(mark)).mayBeGone = true;
    }

    void taskGone(String mark) {
        Objects.requireNonNull(tasks.get(mark)).isGone = true;
    }

    private static Addition acknowledge(Map<String, Addition> all, String mark) {
        var one = Objects.requireNonNull(all.get(mark));
        one.isAcknowledged = true;
        return one;
    }

    void deletion(String id) {
        deletions.add(id);
    }

    void deleted(String id) {
        gone.add(id);
    }

    /** Those whose deletion was sent, acknowledged or not. */
    Set<String> deletions() {
        return deletions;
    }

    /**
     * What is not as it was promised.
     *
     * @param mayBeGone meetings that somebody may have deleted
     */
    List<String> broken(Holdings there, Set<String> mayBeGone) {
        var broken = new ArrayList<String>();
        creations.forEach((mark, made) -> {
            long many = there.made(mark);
            if (many > 1) {
                broken.add("made " + many + " times: " + mark + ": " + there.toldOf(mark));
            } else if (many == 1 && made.isRefused) {
                broken.add("made although it was refused: " + mark);
            } else if (many == 0 && made.isAcknowledged && !mayBeGone.contains(made.id)) {
                broken.add("lost: what was made as " + mark + " is " + made.id);
            }
        });
        gone.stream().filter(there::has).forEach(id -> broken.add("deleted, and there: " + id));
        segments.forEach((mark, one) -> added(broken, "segment", mark, one, there.segments(one.id, mark), false));
        boolean areReplaced = style.equals("minutebase"); // with the minutes that they are part of
        tasks.forEach((mark, one) -> added(broken, "task", mark, one, there.tasks(one.id, mark), areReplaced));
        values.forEach((id, fields) -> {
            if (there.has(id)) {
                fields.forEach((field, known) -> {
                    var found = there.marked(id, field);
                    // Deleted while the product hid it, and mirrored again when it was shown: without what was only
                    // here.
                    boolean isTaken = field == Field.KEPT
                            && deletions.contains(id)
                            && marks(found).isEmpty();
                    if (!isTaken) {
                        written(broken, id, field, known, found);
                    }
                });
            }
        });
        return broken;
    }

    /** @param many -1 where there is no such meeting */
    private static void added(
            List<String> broken, String what, String mark, Addition one, long many, boolean areReplaced) {
        if (many > 1) {
            broken.add(what + " " + many + " times in " + one.id + ": " + mark);
        } else if (many == 0 && one.isAcknowledged && !one.mayBeGone && !areReplaced) {
            broken.add(what + " lost of " + one.id + ": " + mark);
        } else if (many > 0 && one.isGone) {
            broken.add(what + " deleted, and there in " + one.id + ": " + mark);
        }
    }

    private static void written(List<String> broken, String id, Field field, Values known, String found) {
        if (known.acknowledged == null) {
            return;
        }
        var marks = marks(found);
        boolean isThere =
                marks.stream().anyMatch(mark -> mark.equals(known.acknowledged) || known.later.contains(mark));
        if (!isThere && !(field.changesThere && marks.isEmpty())) {
            broken.add(field + " of " + id + " is " + found + ", not " + known.acknowledged + " or " + known.later);
        }
    }

    private static List<String> marks(String text) {
        return MARK.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Marks, and ids of meetings, in a text. */
    static List<String> named(String text) {
        return NAMED.matcher(text).results().map(MatchResult::group).distinct().toList();
    }
}
