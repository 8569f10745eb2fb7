package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.TimeZones;
import org.meetingsgateway.wire.Json;

/** What is written of people, workspaces and accounts can be read back, and nothing else is in it. */
class DirectoryJsonPropertyTest {
    private static final Account ACCOUNT = new Account(
            new UUID(0, 1), "0".repeat(24), "acme", "Acme", "Europe/London", 1, Instant.EPOCH, Instant.EPOCH, 1);

    private static Body body(Json.Writer written) {
        return Body.of(new JsonObject(Json.bytes(written)));
    }

    @Property
    void a_person_read_back_is_what_it_was(@ForAll("people") Person person) {
        var body = body(json -> PersonJson.extended(json, person, ACCOUNT));
        assertThat(PersonJson.readNew(body))
                .isEqualTo(Changes.of(PersonField.class)
                        .set(PersonField.FIRST_NAME, person.firstName())
                        .set(PersonField.LAST_NAME, person.lastName())
                        .set(PersonField.EMAIL, person.email())
                        .set(PersonField.ADMINISTRATOR, person.administrator())
                        .set(PersonField.COMPANY, person.company())
                        .set(PersonField.DEPARTMENT, person.department())
                        .set(PersonField.JOB_TITLE, person.jobTitle())
                        .set(PersonField.SKYPE, person.skype())
                        .set(PersonField.MOBILE_PHONE, person.mobilePhone())
                        .set(PersonField.HOME_PHONE, person.homePhone())
                        .set(PersonField.WORK_PHONE, person.workPhone())
                        .set(PersonField.ADDRESS, person.address())
                        .set(
                                PersonField.TIMEZONE,
                                shown(person.timezone() == null ? ACCOUNT.timezone() : person.timezone()))
                        .set(
                                PersonField.WEEK_START,
                                person.weekStart() == null ? ACCOUNT.weekStart() : person.weekStart())
                        .build());
        assertThat(body.errors()).isEmpty();
    }

    @Property
    void the_basic_set_says_nothing_of_the_extended_one(@ForAll("people") Person person) {
        var written = new JsonObject(Json.bytes(json -> PersonJson.basic(json, person)));
        assertThat(written.fieldNames())
                .containsExactly(
                        "id",
                        "user_id",
                        "firstname",
                        "surname",
                        "email",
                        "administrator",
                        "company",
                        "department",
                        "job_title",
                        "created_at");
        var read = PersonJson.read(Body.of(written));
        assertThat(read.get(PersonField.EMAIL)).isEqualTo(person.email());
        assertThat(read.has(PersonField.SKYPE)).isFalse();
        assertThat(written.getLong("created_at")).isEqualTo(person.createdAt().getEpochSecond());
    }

    @Property
    void a_zone_is_shown_by_a_name_of_the_same_zone(@ForAll("zones") String zone) {
        assertThat(TimeZones.find(shown(zone)).orElseThrow().getRules())
                .isEqualTo(TimeZones.find(zone).orElseThrow().getRules());
    }

    @Property
    void a_workspace_read_back_is_what_it_was(@ForAll("workspaces") Project project) {
        var body = body(json -> WorkspaceJson.workspace(json, project));
        assertThat(WorkspaceJson.readNew(body, new UUID(1, 2)))
                .isEqualTo(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, project.name())
                        .set(ProjectField.DESCRIPTION, project.description())
                        .set(ProjectField.MEMBER_IDS, List.of(new UUID(1, 2)))
                        .build());
        assertThat(body.errors()).isEmpty();
    }

    @Property
    void an_account_read_back_is_what_it_was(@ForAll("accounts") Account account) {
        var body = body(json -> AccountJson.account(json, account));
        assertThat(AccountJson.read(body))
                .isEqualTo(Changes.of(AccountField.class)
                        .set(AccountField.NAME, account.name())
                        .set(AccountField.SLUG, account.slug())
                        .set(AccountField.TIMEZONE, shown(account.timezone()))
                        .set(AccountField.WEEK_START, account.weekStart())
                        .build());
        assertThat(body.errors()).isEmpty();
    }

    /** Whatever JSON stands there: it is read or it is an error, and a rejection shows it as it was sent. */
    @Property
    void any_value_is_read_or_rejected(@ForAll("attributes") String name, @ForAll("values") Object value) {
        var sent = new JsonObject("{\"" + name + "\":" + value + "}");
        var body = Body.of(sent);
        PersonJson.read(body);
        var shown =
                new JsonObject(((org.meetingsgateway.wire.WireResponse.Bytes) PersonJson.rejected(body, null)).body());
        assertThat(shown.getValue(name)).isEqualTo(sent.getValue(name));
        assertThat(shown.getString("id")).isEqualTo(Rejection.NO_ID);
        assertThat(shown.getJsonObject("errors").fieldNames()).isSubsetOf(name);
    }

    private static String shown(String zone) {
        return TimeZones.railsName(zone);
    }

    @Provide
    Arbitrary<String> attributes() {
        return Arbitraries.of(
                "firstname",
                "surname",
                "email",
                "administrator",
                "company",
                "department",
                "job_title",
                "skype",
                "mobile_phone",
                "home_phone",
                "work_phone",
                "address",
                "timezone",
                "week_start");
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "7",
                "1.5",
                "1e99",
                "12345678901234567890",
                "\"\"",
                "\" \"",
                "\"a@b\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"London\"",
                "[]",
                "[1]",
                "{}",
                "{\"a\":[null]}");
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(java.time.ZoneId.getAvailableZoneIds())
                .filter(zone -> TimeZones.find(zone).isPresent());
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange(' ', '\u04ff')
                .ofMinLength(1)
                .ofMaxLength(80)
                .filter(name -> !name.isBlank());
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-62_135_596_800_000L, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli);
    }

    @Provide
    Arbitrary<Person> people() {
        return Combinators.combine(
                        names(),
                        names().list().ofSize(9),
                        Arbitraries.of("a@b", "ada@acme.example").injectNull(0.3),
                        Arbitraries.of(true, false),
                        zones().injectNull(0.3),
                        Arbitraries.integers().between(0, 6).injectNull(0.3),
                        moments(),
                        Arbitraries.integers().between(0, 8))
                .as((name, texts, email, administrator, zone, weekStart, createdAt, nulls) -> new Person(
                        new UUID(1, 2),
                        "4df241178b1f2d3a4c000002",
                        1,
                        name,
                        texts.getFirst(),
                        email,
                        administrator,
                        orNull(texts, 1, nulls),
                        orNull(texts, 2, nulls),
                        orNull(texts, 3, nulls),
                        orNull(texts, 4, nulls),
                        orNull(texts, 5, nulls),
                        orNull(texts, 6, nulls),
                        orNull(texts, 7, nulls),
                        orNull(texts, 8, nulls),
                        zone,
                        weekStart,
                        createdAt,
                        createdAt.plus(1, ChronoUnit.DAYS),
                        1));
    }

    private static @org.jspecify.annotations.Nullable String orNull(List<String> texts, int i, int nulls) {
        return i == nulls ? null : texts.get(i);
    }

    @Provide
    Arbitrary<Project> workspaces() {
        var colors = Arbitraries.of(Flag.Color.class);
        return Combinators.combine(
                        names(),
                        names().injectNull(0.3),
                        colors,
                        colors,
                        moments(),
                        moments().injectNull(0.5))
                .as((name, description, left, right, createdAt, archivedAt) -> new Project(
                        new UUID(1, 2),
                        "4d41ee7acf02a38790000002",
                        1,
                        "a-slug",
                        name,
                        description,
                        null,
                        new Flag(left, right),
                        List.of(),
                        archivedAt,
                        createdAt,
                        createdAt,
                        1));
    }

    @Provide
    Arbitrary<Account> accounts() {
        var slugs = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(63);
        return Combinators.combine(
                        names(), slugs, zones(), Arbitraries.integers().between(0, 6), moments())
                .as((name, slug, zone, weekStart, createdAt) -> new Account(
                        new UUID(1, 2),
                        "4c1796c58b1f2d3a4c000001",
                        slug,
                        name,
                        zone,
                        weekStart,
                        createdAt,
                        createdAt,
                        1));
    }
}
