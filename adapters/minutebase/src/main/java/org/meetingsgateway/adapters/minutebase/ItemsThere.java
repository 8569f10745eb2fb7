package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.WireResponse;

/**
 * An agenda or the minutes as the product has them.
 *
 * @param told with what the canonical items do not have
 */
record ItemsThere(Part part, long lockVersion, List<MinuteItem> items, ToldItems told) {
    static ItemsThere read(Part part, WireResponse.Bytes response) {
        var document = Document.of(part.code(), response);
        var told = new ToldItems();
        return new ItemsThere(part, document.count("lock_version"), told.read(document.objects(part.code())), told);
    }

    /** Nothing is written over what the writer has not seen. */
    void mustBe(@Nullable List<MinuteItem> seen) {
        if (seen != null && !same(seen, items)) {
            throw new RemoteFailure.Conflicting(null, null);
        }
    }

    /** Numbers follow from the places, and who is assigned is somebody else there. */
    private static boolean same(List<MinuteItem> some, List<MinuteItem> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!same(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(MinuteItem one, MinuteItem other) {
        return one.id().equals(other.id())
                && one.title().equals(other.title())
                && Objects.equals(one.contents(), other.contents())
                && one.type() == other.type()
                && Objects.equals(SentMeeting.seconds(one.dueAt()), SentMeeting.seconds(other.dueAt()))
                && same(one.children(), other.children());
    }

    /** What replaces them. */
    JsonObject replacedBy(List<MinuteItem> others, Map<UUID, String> people) {
        return new JsonObject().put("lock_version", lockVersion).put(part.code(), sent(others, people));
    }

    private JsonArray sent(List<MinuteItem> others, Map<UUID, String> people) {
        var sent = new JsonArray();
        others.forEach(item -> sent.add(sent(item, people)));
        return sent;
    }

    /**
     * Whom an action is assigned to there stays, where nobody is told: the store knows them by name only. So does a type that
     * nobody documents, which is read as a note.
     */
    private JsonObject sent(MinuteItem item, Map<UUID, String> people) {
        var sent = new JsonObject();
        if (Alias.isOne(item.id())) {
            sent.put("id", item.id());
        }
        sent.put("title", item.title())
                .put("contents", Objects.requireNonNullElse(item.contents(), ""))
                .put("type", told.type(item))
                .put("children", sent(item.children(), people));
        if (item.type() == MinuteItem.Type.ACTION) {
            var assignees = item.assigneeIds().isEmpty()
                    ? told.assigneeIds(item.id())
                    : item.assigneeIds().stream().map(people::get).distinct().toList();
            sent.put("assignee_ids", new JsonArray(assignees)).put("due_by", SentMeeting.seconds(item.dueAt()));
        }
        return sent;
    }
}
