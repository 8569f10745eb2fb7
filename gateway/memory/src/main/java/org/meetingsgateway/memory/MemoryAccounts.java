package org.meetingsgateway.memory;

import java.util.List;
import java.util.Objects;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.AccountCall.ListAccounts;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.Page;

/** The tenant itself. */
record MemoryAccounts(Memory memory) {
    private static final String SLUG_FORM = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    Page<Account> list(ListAccounts call, Principal principal) {
        return Slices.cut(List.of(memory.account()), call.slice(), Account::id);
    }

    Account get(GetAccount call, Principal principal) {
        var account = memory.account();
        if (!Checks.names(call.id(), account.id(), account.alias())
                && !call.id().equals(account.slug())) {
            throw new Problem.NotFound("account");
        }
        return account;
    }

    Account update(UpdateAccount call, Principal principal) {
        var given = new Written<>(call.changes());
        var slug = given.text(AccountField.SLUG, memory.account().slug());
        if (slug == null || !slug.matches(SLUG_FORM)) {
            throw Checks.invalid(
                    "/slug", "pattern", "must be 1 to 63 lower-case letters, digits and hyphens, no hyphen at an end");
        }
        var old = get(new GetAccount(call.id()), principal);
        if (!memory.administrates(principal)) {
            throw new Problem.Forbidden("Only an administrator may change the account");
        }
        Checks.seen(call.expected(), old.version());
        if (call.changes().isEmpty()) {
            return old;
        }
        if (memory.otherAccounts().contains(slug)) {
            throw Checks.invalid("/slug", "taken", "is taken");
        }
        var changed = new Account(
                old.id(),
                old.alias(),
                slug,
                given.required(AccountField.NAME, String.class, old.name()),
                given.required(AccountField.TIMEZONE, String.class, old.timezone()),
                given.required(AccountField.WEEK_START, Integer.class, old.weekStart()),
                old.createdAt(),
                memory.now(),
                old.version() + 1);
        memory.account(changed);
        return changed;
    }

    Calendar calendar(GetCalendar call, Principal principal) {
        var account = memory.account();
        var person = memory.person(principal.personId());
        return person == null
                ? new Calendar(account.timezone(), account.weekStart(), memory.now())
                : new Calendar(
                        Objects.requireNonNullElse(person.timezone(), account.timezone()),
                        Objects.requireNonNullElse(person.weekStart(), account.weekStart()),
                        memory.now());
    }
}
