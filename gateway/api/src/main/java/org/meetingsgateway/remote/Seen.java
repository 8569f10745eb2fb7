package org.meetingsgateway.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MinuteItem;

/**
 * What the store has of the things that a writing call is about; the call itself only points to them.
 *
 * @param people everybody whom the call names by an id of the gateway, see {@link PeopleOf}: a product knows them by name
 *     and address
 * @param agenda the one that the writer has seen, where the call replaces it: where the product has another one by now,
 *     the write fails with {@link RemoteFailure.Conflicting}; null: whatever it has is replaced
 * @param minutes the same of the minutes
 */
public record Seen(
        List<KnownPerson> people,
        @Nullable List<MinuteItem> agenda,
        @Nullable List<MinuteItem> minutes) {
    /** Of a call that names nobody and replaces neither agenda nor minutes. */
    public static final Seen NOTHING = new Seen(List.of(), null, null);

    public Seen {
        people = List.copyOf(people);
        agenda = agenda == null ? null : List.copyOf(agenda);
        minutes = minutes == null ? null : List.copyOf(minutes);
    }
}
