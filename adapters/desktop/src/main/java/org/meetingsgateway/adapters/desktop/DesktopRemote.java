package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;

/** The recordings of a project. A list shows all of each, so none has to be asked for alone. */
record DesktopRemote(ProjectRequests project) implements Remote {
    private static final int LIMIT = 100;
    private static final Pattern OFFSET = Pattern.compile("[?&]offset=([0-9]{1,18})(?:[&#]|$)");

    @Override
    public Future<Listing> list(@Nullable String cursor) {
        long offset = cursor == null ? 0 : Long.parseLong(cursor);
        var request = project.get("").with("limit", LIMIT).with("offset", offset);
        return project.send(request, 200).map(response -> listing(Document.of("recordings", response), offset));
    }

    private static Listing listing(Document list, long offset) {
        list.skip("previous");
        return new Listing(
                list.objects("results").stream().map(DesktopRemote::listed).toList(),
                list.count("count"),
                next(list, offset));
    }

    /** Only the offset is taken of the link, wherever it leads. It has to move on, and nothing is passed over. */
    private static @Nullable String next(Document list, long offset) {
        var link = list.textOrNull("next");
        if (link == null) {
            return null;
        }
        var found = OFFSET.matcher(link);
        long next = found.find() ? Long.parseLong(found.group(1)) : 0;
        if (next <= offset) {
            throw list.unreadable("next", "link to a page that follows");
        }
        return String.valueOf(Math.min(next, offset + LIMIT));
    }

    private static Listed listed(Document item) {
        var id = item.uuid("id").toString();
        var created = item.instant("created_at");
        Instant day = Objects.requireNonNullElse(item.instantOrNull("started_at"), created);
        return new Listed(id, item.fingerprint(), day, wholeOrNull(item));
    }

    private static @Nullable RemoteMeeting wholeOrNull(Document item) {
        try {
            return ToldRecording.read(item.alone(ToldRecording.KIND), item.body());
        } catch (RemoteFailure.Unreadable e) {
            return null;
        }
    }

    /** Absent only where the style itself says so: a page for people in its place says nothing of a recording. */
    @Override
    public Future<Optional<RemoteMeeting>> get(String nativeId) {
        if (!Document.isUuid(nativeId)) {
            return Future.succeededFuture(Optional.empty());
        }
        return project.send(project.get(nativeId + "/"), 200)
                .map(response -> Optional.of(ToldRecording.read(response, UUID.fromString(nativeId))))
                .recover(failure -> failure instanceof RemoteFailure.Absent absent && isOfStyle(absent)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static boolean isOfStyle(RemoteFailure.Absent absent) {
        return DesktopFailures.NOT_FOUND.equals(absent.code());
    }

    @Override
    public Writes writes() {
        return new RecordingWrites(project).writes();
    }
}
