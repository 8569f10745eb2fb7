package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Calendar;
import org.meetingsgateway.model.Changes;

/** Who is remembered under an old slug. */
class RenamesTest {
    private static final Principal ANN =
            new Principal(UUID.randomUUID(), "acme", UUID.randomUUID(), "k", Set.of(), Principal.View.PERMITTED);

    private final AtomicInteger forgotten = new AtomicInteger();

    private Renames renames(Answers.Method<UpdateAccount, Account> update) {
        var source = new Answers()
                .on(UpdateAccount.class, update)
                .on(GetCalendar.class, (call, who) -> Future.succeededFuture(new Calendar("UTC", 1, Instant.EPOCH)))
                .build();
        return new Renames(source, forgotten::incrementAndGet);
    }

    private static UpdateAccount update() {
        return new UpdateAccount("acme", Changes.of(AccountField.class).build());
    }

    @Test
    void a_changed_account_is_forgotten_once() {
        var account = new Account(ANN.tenantId(), "a", "new", "A", "UTC", 1, Instant.EPOCH, Instant.EPOCH, 2);
        var renames = renames((call, who) -> Future.succeededFuture(account));
        assertThat(renames.call(update(), ANN).result()).isEqualTo(account);
        assertThat(forgotten).hasValue(1);
        renames.call(new GetCalendar(), ANN);
        assertThat(forgotten).hasValue(1);
        assertThat(renames.answers()).containsExactlyInAnyOrder(UpdateAccount.class, GetCalendar.class);
    }

    @Test
    void a_refused_change_forgets_nobody() {
        var renames = renames((call, who) -> Future.failedFuture(new Problem.Forbidden("no")));
        assertThat(renames.call(update(), ANN).failed()).isTrue();
        assertThat(forgotten).hasValue(0);
    }
}
