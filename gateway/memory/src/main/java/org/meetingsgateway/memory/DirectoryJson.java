package org.meetingsgateway.memory;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;

/** Reads the account, people and projects of a {@link Library} from JSON. */
final class DirectoryJson {
    private DirectoryJson() {}

    static Person undescribed(UUID id, boolean administrator) {
        var described = new JsonObject().put("id", id.toString()).put("administrator", administrator);
        return Members.whole(described, DirectoryJson::person);
    }

    static Account account(UUID id, String slug) {
        var described = new JsonObject().put("id", id.toString()).put("slug", slug);
        return Members.whole(described, DirectoryJson::account);
    }

    static Account account(Members a) {
        var id = a.uuid("id", LibraryJson.TENANT);
        var createdAt = a.instant("created_at", LibraryJson.MOMENT);
        var slug = a.string("slug", "acme");
        return new Account(
                id,
                a.string("alias", LibraryJson.alias(id)),
                slug,
                a.string("name", slug),
                a.string("timezone", "UTC"),
                a.integer("week_start", 1),
                createdAt,
                a.instant("updated_at", createdAt),
                a.integer("version", 1));
    }

    private static Flag flag(Members f) {
        return new Flag(
                f.code("left", Flag.Color.class, Flag.Color.RED), f.code("right", Flag.Color.class, Flag.Color.BLUE));
    }

    static Project project(Members p) {
        var id = p.id();
        var createdAt = p.instant("created_at", LibraryJson.MOMENT);
        return new Project(
                id,
                p.string("alias", LibraryJson.alias(id)),
                p.integer("team", 1),
                p.string("slug", "project-" + id),
                p.string("name", "A project"),
                p.string("description"),
                p.string("color"),
                p.object("flag", DirectoryJson::flag),
                p.uuids("member_ids"),
                p.instant("archived_at"),
                createdAt,
                p.instant("updated_at", createdAt),
                p.integer("version", 1));
    }

    static Person person(Members p) {
        var id = p.id();
        var createdAt = p.instant("created_at", LibraryJson.MOMENT);
        var weekStart = p.number("week_start");
        return new Person(
                id,
                p.string("alias", LibraryJson.alias(id)),
                p.integer("user", 1),
                p.string("first_name", "Ada"),
                p.string("last_name", "Lovelace"),
                p.string("email"),
                Boolean.TRUE.equals(p.flag("administrator")),
                p.string("company"),
                p.string("department"),
                p.string("job_title"),
                p.string("skype"),
                p.string("mobile_phone"),
                p.string("home_phone"),
                p.string("work_phone"),
                p.string("address"),
                p.string("timezone"),
                weekStart == null ? null : weekStart.intValue(),
                createdAt,
                p.instant("updated_at", createdAt),
                p.integer("version", 1));
    }
}
