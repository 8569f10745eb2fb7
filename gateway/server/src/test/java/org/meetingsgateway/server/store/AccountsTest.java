package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.AccountCall.ListAccounts;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Slice;

/** A tenant as its members see and change it. */
class AccountsTest {
    static StoreFixture fixture;

    Principal operator;
    Person ann;
    Person bob;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void tenant() {
        operator = fixture.tenant();
        ann = fixture.person("Ann", operator);
        bob = fixture.person("Bob", operator);
        change(ann, PersonField.ADMINISTRATOR, true);
    }

    void change(Person person, PersonField field, Object value) {
        var changes = Changes.of(PersonField.class).set(field, value).build();
        fixture.ask(new UpdatePerson(person.alias(), null, changes), operator);
    }

    static Changes<AccountField> set(AccountField field, Object value) {
        return Changes.of(AccountField.class).set(field, value).build();
    }

    Account account() {
        return fixture.ask(new ListAccounts(new Slice.Numbered(1, 10)), as(bob, operator))
                .items()
                .getFirst();
    }

    @Test
    void a_principal_has_the_account_that_it_belongs_to() {
        var page = fixture.ask(new ListAccounts(new Slice.Numbered(1, 10)), as(bob, operator));
        assertThat(page.total()).isEqualTo(1);
        var account = page.items().getFirst();
        assertThat(account.id()).isEqualTo(operator.tenantId());
        for (var id : new String[] {account.id().toString(), account.alias(), account.slug()}) {
            assertThat(fixture.ask(new GetAccount(id), as(bob, operator))).isEqualTo(account);
        }
        assertThat(fixture.ask(new ListAccounts(new Slice.Numbered(2, 10)), as(bob, operator)))
                .satisfies(past -> assertThat(past.items()).isEmpty())
                .satisfies(past -> assertThat(past.total()).isEqualTo(1));
        var cursored = fixture.ask(new ListAccounts(new Slice.After(null, 10)), as(bob, operator));
        assertThat(cursored.items()).containsExactly(account);
        assertThat(cursored.total()).isNull();
        assertThat(cursored.next()).isNull();
    }

    @Test
    void another_account_is_not_there_under_any_of_its_names() {
        var other = account();
        var stranger = fixture.tenant();
        for (var id : new String[] {other.id().toString(), other.alias(), other.slug(), "nobody"}) {
            assertThatThrownBy(() -> fixture.ask(new GetAccount(id), stranger)).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> fixture.ask(new UpdateAccount(id, set(AccountField.NAME, "X")), stranger))
                    .isInstanceOf(Problem.NotFound.class);
        }
        assertThat(account()).isEqualTo(other);
    }

    @Test
    void an_administrator_changes_the_account() {
        var before = account();
        var slug = "renamed-" + before.alias();
        var changes = Changes.of(AccountField.class)
                .set(AccountField.NAME, "New")
                .set(AccountField.SLUG, slug)
                .set(AccountField.TIMEZONE, "London")
                .set(AccountField.WEEK_START, 0)
                .build();
        var after = fixture.ask(new UpdateAccount(before.slug(), changes), as(ann, operator));
        assertThat(after.name()).isEqualTo("New");
        assertThat(after.slug()).isEqualTo(slug);
        assertThat(after.timezone()).isEqualTo("London");
        assertThat(after.weekStart()).isZero();
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(account()).isEqualTo(after);
    }

    @Test
    void nobody_else_changes_the_account() {
        var before = account();
        assertThatThrownBy(() -> fixture.ask(
                        new UpdateAccount(before.slug(), set(AccountField.NAME, "Mine")), as(bob, operator)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(account()).isEqualTo(before);
    }

    @Test
    void a_slug_that_is_taken_or_is_none_is_refused() {
        var taken = account().slug();
        var other = fixture.tenant();
        var id = other.tenantId().toString();
        assertThatThrownBy(() -> fixture.ask(new UpdateAccount(id, set(AccountField.SLUG, taken)), other))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        p -> assertThat(p.violations())
                                .singleElement()
                                .satisfies(v -> assertThat(v.field()).isEqualTo("/slug"))
                                .satisfies(v -> assertThat(v.code()).isEqualTo("taken")));
        for (var none : new String[] {"", "-a", "a-", "A", "a b", "ä", "a".repeat(64), null}) {
            assertThatThrownBy(() -> fixture.ask(new UpdateAccount(id, set(AccountField.SLUG, none)), other))
                    .as("%s", none)
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void days_are_counted_by_the_person_and_else_by_the_account() {
        fixture.ask(new UpdateAccount(account().slug(), set(AccountField.TIMEZONE, "Tokyo")), as(ann, operator));
        change(bob, PersonField.TIMEZONE, "Europe/Berlin");
        change(bob, PersonField.WEEK_START, 6);
        var bobs = fixture.ask(new GetCalendar(), as(bob, operator));
        assertThat(bobs.timezone()).isEqualTo("Europe/Berlin");
        assertThat(bobs.weekStart()).isEqualTo(6);
        for (var who : new Principal[] {as(ann, operator), operator}) {
            var calendar = fixture.ask(new GetCalendar(), who);
            assertThat(calendar.timezone()).isEqualTo("Tokyo");
            assertThat(calendar.weekStart()).isEqualTo(1);
        }
    }
}
