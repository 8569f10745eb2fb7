package org.meetingsgateway.call;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Slice;

/** Calls about the people of the tenant. An id is a canonical id or an alias, as the caller sent it. */
public sealed interface PersonCall<A> extends Call<A> {
    /** Newest first. */
    record ListPeople(Slice slice) implements PersonCall<Page<Person>> {}

    record GetPerson(String id) implements PersonCall<Person> {}

    record CreatePerson(Changes<PersonField> person) implements PersonCall<Person> {}

    record UpdatePerson(String id, @Nullable Precondition expected, Changes<PersonField> changes)
            implements PersonCall<Person> {}

    /**
     * {@link Problem.Conflict} while the person owns meetings or is the last member of a project; the person's keys are
     * revoked with it.
     */
    record DeletePerson(String id, @Nullable Precondition expected) implements PersonCall<Void> {}

    /** Those of the named that there are, in no particular order; the others are left out. */
    record FindPeople(Set<String> ids) implements PersonCall<List<Person>> {
        public FindPeople {
            ids = Set.copyOf(ids);
        }
    }
}
