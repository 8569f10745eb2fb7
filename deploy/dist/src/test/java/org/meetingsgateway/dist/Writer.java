package org.meetingsgateway.dist;

import static org.meetingsgateway.dist.LiveAccount.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes to the meetings of one account through the gateway, by all surfaces, and again where nothing is known
 * of a write. Two who write to one account never write to the same meeting. For one thread.
 */
final class Writer {
    private static final int MOST_REPEATS = 3;

    /** What somebody else did meanwhile, and what the source says of itself. */
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 204, 404, 409, 412, 422);

    private final LiveAccount account;
    private final Pen pen;
    private final Paths paths;
    private final Edits edits;
    private final Additions additions;
    private final int place;
    private final int places;
    private final Random random;
    private final IntSupplier losses;
    private final Surfaces surfaces;
    private final Api v1;
    private final Promises promises;
    private final List<Asked> open = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** How many deletions it has asked for, by the native id. */
    private final Map<String, Integer> deleting = new HashMap<>();

    private final Map<String, Integer> statuses = new TreeMap<>();

    /** All that it sent, with when it was answered, and how. */
    private final List<String> sent = new ArrayList<>();

    /**
     * @param place of so many {@code places}
     * @param losses odd while the product says of meetings that it has them no more, although it does, and never the same again
     */
    Writer(LiveAccount account, int place, int places, long seed, IntSupplier losses) {
        this.account = account;
        this.place = place;
        this.places = places;
        this.random = new Random(seed);
        this.losses = losses;
        this.surfaces = account.surfaces();
        this.v1 = surfaces.api(Surfaces.CANONICAL);
        this.promises = new Promises(account.simulator().style());
        this.pen = new Pen(account.simulator().style() + place);
        this.paths = new Paths(surfaces, account.simulator().style());
        this.edits = new Edits(surfaces, paths, promises, pen, random, asked -> ask(asked, 0));
        this.additions = new Additions(surfaces, paths, promises, pen, random, asked -> ask(asked, 0));
    }

    boolean isOf(LiveAccount other) {
        return account == other;
    }

    Promises promises() {
        return promises;
    }

    /** What must not be answered. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** What it did, and how that was answered. */
    String told() {
        return pen.name() + " " + statuses + " open " + open;
    }

    /** Writes something, or again what nothing is known of. */
    void step() {
        try {
            if (!open.isEmpty() && random.nextInt(3) == 0) {
                ask(open.remove(random.nextInt(open.size())), 0);
            } else if (random.nextInt(8) == 0) {
                create();
            } else {
                var meeting = some();
                if (meeting != null) {
                    write(meeting);
                }
            }
        } catch (UncheckedIOException e) {
            // It is killed: then nothing was begun.
        } catch (AssertionError e) { // of the contract
            wrong.add(String.valueOf(e.getMessage()));
        }
    }

    /** Sends again what nothing is known of. Whether there is nothing more of it. */
    boolean again() {
        var some = List.copyOf(open);
        open.clear();
        some.forEach(asked -> ask(asked, 0));
        return open.isEmpty();
    }

    private @Nullable JsonObject some() {
        var answer = v1.get(
                "/v1/meetings?limit=100&source_style=" + account.simulator().style());
        if (answer.status() != 200) {
            return null;
        }
        var mine = answer.items().stream()
                .filter(item -> Math.floorMod(Paths.nativeId(item).hashCode(), places) == place)
                .toList();
        return mine.isEmpty() ? null : mine.get(random.nextInt(mine.size()));
    }

    private void ask(Asked asked, int repeats) {
        var answer = asked.send();
        note(asked, answer);
        if (answer == null && asked.mayRepeat()) {
            if (repeats < MOST_REPEATS && random.nextBoolean()) {
                ask(asked, repeats + 1);
            } else {
                open.add(asked);
            }
        }
    }

    /** What it sent with a mark, or about a meeting, in the order of the answers. */
    List<String> sentWith(String name) {
        var whole = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        return sent.stream().filter(line -> whole.matcher(line).find()).toList();
    }

    private void note(Asked asked, @Nullable Answer answer) {
        sent.add(Instant.now() + " " + asked + ": " + (answer == null ? "?" : answer.status()));
        statuses.merge(asked.method() + " " + (answer == null ? "?" : answer.status()), 1, Integer::sum);
        if (answer != null && !EXPECTED.contains(answer.status())) {
            wrong.add(asked + ": " + answer.status() + " " + answer.text());
        }
    }

    private void create() {
        var mark = pen.mark();
        boolean hasKey = random.nextInt(4) > 0;
        var body = new JsonObject()
                .put("title", mark)
                .put("platform", "zoom")
                .put("description", random.nextBoolean() ? mark : null)
                .put("notes", mark)
                .put(paths.isDesktop() ? "url" : "short_url", Holdings.MADE + mark)
                .put("source", new JsonObject().put("connection_id", account.connection()));
        if (random.nextBoolean()) {
            body.put("minutes", new JsonArray().add(new JsonObject().put("title", mark)));
        }
        if (!paths.isDesktop()) {
            body.put("starts_at", "2027-01-01T10:00:00Z");
        }
        promises.creation(mark);
        ask(new Asked(v1, "POST", "/v1/meetings", body, hasKey, () -> {}, made(mark), pen.key(hasKey)), 0);
    }

    private Consumer<Answer> made(String mark) {
        var ids = new ArrayList<String>();
        return answer -> {
            if (answer.status() == 409) {
                return; // it was made, and is gone here: the product may show it again
            }
            if (!Asked.isDone(answer)) {
                promises.creationRefused(mark);
                return;
            }
            var id = Paths.nativeId(answer.json());
            promises.created(mark, id);
            ids.add(id);
            if (ids.stream().distinct().count() > 1) {
                wrong.add("made twice: " + ids);
            }
        };
    }

    private void write(JsonObject meeting) {
        if (account.simulator().style().equals("meetlog")) {
            refused(meeting);
            return;
        }
        switch (random.nextInt(paths.isDesktop() ? 12 : 9)) {
            case 0 -> delete(meeting);
            case 1 -> additions.task(meeting);
            case 2 -> additions.taskChanged();
            case 3 -> edits.onMinuteBase(meeting);
            case 4 -> edits.onDesktop(meeting);
            case 5, 6, 7, 8 -> edits.change(meeting);
            default -> additions.append(meeting);
        }
    }

    private void refused(JsonObject meeting) {
        var answer = v1.patch(
                "/v1/meetings/" + meeting.getString("id"), new JsonObject().put("title", "x"), "If-Match", "*");
        if (!Set.of(409, 404, 503).contains(answer.status())) {
            wrong.add("read-only, and " + answer.status());
        }
    }

    private void delete(JsonObject meeting) {
        var id = Paths.nativeId(meeting);
        int lost = losses.getAsInt();
        deleting.merge(id, 1, Integer::sum);
        boolean hasKey = random.nextBoolean();
        boolean isElsewhere = !hasKey && random.nextBoolean();
        Runnable sending = () -> promises.deletion(id);
        Consumer<Answer> told = answer -> {
            if (Asked.isDone(answer) && (lost & 1) == 0 && lost == losses.getAsInt()) {
                promises.deleted(id);
            }
        };
        if (isElsewhere) {
            var api = surfaces.api(paths.isDesktop() ? "desktop" : "minutebase");
            ask(new Asked(api, "DELETE", paths.own(meeting), null, false, sending, told), 0);
            return;
        }
        var sent = new ArrayList<String>();
        Consumer<Answer> again = answer -> {
            boolean isOthers =
                    deleting.get(id) > 1 || await(account.simulator().deleted()).contains(id);
            if (answer.status() == 404 && sent.size() > 1 && !isOthers) {
                wrong.add("a deletion of " + id + " that is repeated with its key is 404; sent " + sent + ", now "
                        + losses.getAsInt());
            }
            told.accept(answer);
        };
        pen.mark();
        var target = "/v1/meetings/" + meeting.getString("id");
        ask(
                new Asked(
                        v1,
                        "DELETE",
                        target,
                        null,
                        hasKey,
                        () -> {
                            sending.run();
                            sent.add(Instant.now() + " " + losses.getAsInt());
                        },
                        again,
                        pen.key(hasKey, "If-Match", "*")),
                0);
    }
}
