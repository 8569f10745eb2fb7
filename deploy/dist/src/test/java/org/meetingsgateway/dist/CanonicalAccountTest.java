package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.dist.CanonicalResourcesTest.ids;
import static org.meetingsgateway.dist.CanonicalResourcesTest.object;
import static org.meetingsgateway.dist.CanonicalResourcesTest.pointers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The account, its time zones, and who belongs to its projects, from the outside. */
class CanonicalAccountTest {
    static Tenant tenant;
    static String ann;
    static String bob;
    static Api api;

    @BeforeAll
    static void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        bob = tenant.person("Bob");
        api = tenant.canonical(ann);
    }

    static void refusesZones(Answer answer) {
        assertThat(pointers(answer)).containsExactly("/timezone");
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("code"))
                .isEqualTo("timezone");
    }

    @Test
    void a_time_zone_is_one_that_somebody_knows() {
        var person = "/v1/people/" + bob;
        assertThat(api.patch(person, object("timezone", "Eastern Time (US & Canada)"))
                        .json()
                        .getString("timezone"))
                .isEqualTo("Eastern Time (US & Canada)");
        assertThat(api.patch(person, object("timezone", "Europe/Paris")).status())
                .isEqualTo(200);
        assertThat(api.patch(person, new JsonObject().putNull("timezone")).status())
                .isEqualTo(200);
        var nowhere = object("timezone", "Europe/Nowhere");
        refusesZones(api.patch(person, nowhere));
        refusesZones(tenant.admin().patch(tenant.path(), nowhere));
        refusesZones(tenant.admin().patch(tenant.path() + "/people/" + bob, nowhere));
        refusesZones(tenant.admin()
                .post(
                        "/v1/admin/tenants",
                        nowhere.copy().put("slug", "t-" + UUID.randomUUID()).put("name", "N")));
    }

    @Test
    void an_account_is_read_by_its_people_and_changed_by_its_administrators() {
        var read = tenant.canonical(ann, "meetings:read").get("/v1/account");
        assertThat(read.json()).isEqualTo(tenant.admin().get(tenant.path()).json());
        assertThat(api.get("/v1/account", "If-None-Match", read.header("ETag")).status())
                .isEqualTo(304);
        var change = object("timezone", "London").put("week_start", 0);
        assertThat(api.patch("/v1/account", change).status()).isEqualTo(403);
        var boss = tenant.person("Boss");
        tenant.admin().patch(tenant.path() + "/people/" + boss, object("administrator", true));
        var administrator = tenant.canonical(boss);
        var changed = administrator.patch("/v1/account", change, "If-Match", read.header("ETag"));
        assertThat(changed.json().getString("timezone")).isEqualTo("London");
        assertThat(changed.json()).isEqualTo(tenant.admin().get(tenant.path()).json());
        assertThat(administrator
                        .patch("/v1/account", change, "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(administrator
                        .patch("/v1/account", new JsonObject(), "If-Match", changed.header("ETag"))
                        .json())
                .isEqualTo(changed.json());
        refusesZones(administrator.patch("/v1/account", object("timezone", "Nowhere")));
        assertThat(pointers(administrator.patch("/v1/account", object("slug", "other"))))
                .containsExactly("/slug");
        assertThat(tenant.canonical(boss, "meetings:write")
                        .patch("/v1/account", change)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void projects_are_listed_archived_or_not_and_have_a_flag() {
        var project = Tenant.created(api.post("/v1/projects", object("name", "Old")));
        var id = project.getString("id");
        assertThat(project.getJsonObject("flag").fieldNames()).containsExactly("left", "right");
        assertThat(ids(api, "/v1/projects?archived=false&limit=100")).contains(id);
        assertThat(ids(api, "/v1/projects?archived=true&limit=100")).doesNotContain(id);
        api.patch("/v1/projects/" + id, object("archived", true));
        assertThat(ids(api, "/v1/projects?archived=false&limit=100")).doesNotContain(id);
        assertThat(ids(api, "/v1/projects?archived=true&limit=100")).contains(id);
        assertThat(ids(api, "/v1/projects?limit=100")).contains(id);
        assertThat(ids(tenant.admin(), tenant.path() + "/projects?archived=true"))
                .contains(id);
        assertThat(api.get("/v1/projects?archived=maybe").status()).isEqualTo(422);
    }

    @Test
    void members_are_added_and_removed_one_by_one() {
        var created = api.post("/v1/projects", object("name", "Team").put("member_ids", JsonArray.of(ann)));
        var path = created.header("Location");
        var members = path + "/members";
        var other = tenant.canonical(bob);
        assertThat(other.get(path).status()).isEqualTo(404);
        var joined = api.post(members, object("person_id", bob));
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.json().getJsonArray("member_ids")).contains(ann, bob);
        assertThat(joined.header("ETag")).isNotEqualTo(created.header("ETag"));
        assertThat(api.post(members, object("person_id", bob)).header("ETag")).isEqualTo(joined.header("ETag"));
        assertThat(other.get(path).json()).isEqualTo(joined.json());
        var stranger = UUID.randomUUID().toString();
        assertThat(pointers(api.post(members, object("person_id", stranger)))).containsExactly("/person_id");
        var alias = api.get("/v1/people/" + bob).json().getString("alias");
        assertThat(api.delete(members + "/" + alias).status()).isEqualTo(204);
        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(api.delete(members + "/" + bob).status()).isEqualTo(404);
        assertThat(api.delete(members + "/" + stranger).status()).isEqualTo(404);
        assertThat(other.post(members, object("person_id", bob)).status()).isEqualTo(404);
        var operated = tenant.path() + "/projects/" + created.json().getString("id") + "/members";
        assertThat(tenant.admin().post(operated, object("person_id", bob)).status())
                .isEqualTo(200);
        assertThat(tenant.admin().delete(operated + "/" + bob).status()).isEqualTo(204);
        var open = api.post("/v1/projects", object("name", "Open")).header("Location");
        assertThat(api.delete(open + "/members/" + ann).status()).isEqualTo(409);
    }
}
