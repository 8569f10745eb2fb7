package org.meetingsgateway.call;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** Calls about the account that the principal belongs to. An id is a canonical id, an alias or a slug. */
public sealed interface AccountCall<A> extends Call<A> {
    /** Those that the principal is a member of. */
    record ListAccounts(Slice slice) implements AccountCall<Page<Account>> {}

    /** {@link Problem.NotFound} for any other account. */
    record GetAccount(String id) implements AccountCall<Account> {}

    /**
     * {@link Problem.Forbidden} unless the principal administrates the account; {@link Problem.Invalid} at {@code /slug}
     * where another account has it; {@link Problem.PreconditionFailed} where it was changed since.
     */
    record UpdateAccount(String id, @Nullable Precondition expected, Changes<AccountField> changes)
            implements AccountCall<Account> {
        /** Whatever the version is. */
        public UpdateAccount(String id, Changes<AccountField> changes) {
            this(id, null, changes);
        }
    }

    /** How the principal counts days. */
    record GetCalendar() implements AccountCall<Calendar> {}
}
