package org.meetingsgateway.dist;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An account of one gateway that another one mirrors, in a tenant of its own.
 *
 * @param style how it is called
 * @param ours the tenant to which it is mirrored
 * @param bob whose its meetings are there
 * @param project where they are put
 * @param connection its id
 */
record MirroredAccount(String style, Tenant ours, String bob, JsonObject project, String connection) {
    private static final int THOUSAND = 1_000;

    /** Called with a key of that person, a thousand times a second at most. */
    static MirroredAccount of(
            String style, Tenant theirs, String person, JsonObject theirProject, GatewayProcess mirror) {
        return of(style, theirs, person, theirProject, mirror, THOUSAND);
    }

    /**
     * Called with a key of that person.
     *
     * @param theirProject which recordings are meant; null for the other styles
     * @param quota how many requests a second are allowed
     */
    static MirroredAccount of(
            String style,
            Tenant theirs,
            String person,
            @Nullable JsonObject theirProject,
            GatewayProcess mirror,
            int quota) {
        var ours = Tenant.create(mirror);
        return into(ours, ours.person("Bob"), ours.project("Mirrored"), style, theirs, person, theirProject, quota);
    }

    /** As {@link #of}, mirrored into a project of a tenant, for a person of it. */
    static MirroredAccount into(
            Tenant ours,
            String bob,
            JsonObject project,
            String style,
            Tenant theirs,
            String person,
            @Nullable JsonObject theirProject,
            int quota) {
        var input = new JsonObject()
                .put("style", style)
                .put("base_url", theirs.gateway().api())
                .put("credential", theirs.key(style, person))
                .put("project_id", project.getString("id"))
                .put("owner_id", bob)
                .put("quota", new JsonObject().put("requests", quota).put("window_seconds", 1))
                .put("poll_seconds", 1);
        if (theirProject != null && style.equals("desktop")) {
            input.put("upstream_project_id", theirProject.getInteger("team"));
        }
        var connection = Tenant.created(ours.admin().post(ours.path() + "/connections", input));
        return new MirroredAccount(style, ours, bob, project, connection.getString("id"));
    }

    /** All of it is read again, and has been when this returns. */
    void resync() {
        var answer = ours.admin().post(ours.path() + "/connections/" + connection + "/resync", new JsonObject());
        var before = answer.json().getString("last_success_at");
        Wait.untilLong(style + " was read again", () -> {
            var now = state().getString("last_success_at");
            return now != null && !now.equals(before);
        });
    }

    /** The person whose its meetings are. */
    JsonObject owner() {
        return ours.admin().get(ours.path() + "/people/" + bob).json();
    }

    /** Its meetings stay. */
    void disconnect() {
        ours.admin().delete(ours.path() + "/connections/" + connection);
    }

    /** What its owner is told of them. */
    Surfaces surfaces() {
        return new Surfaces(ours, bob, project);
    }

    JsonObject state() {
        return ours.admin().get(ours.path() + "/connections/" + connection).json();
    }

    /** Until all of it was looked through, and nothing is wrong with it. */
    MirroredAccount loaded() {
        Wait.until(style + " is mirrored", () -> {
            var state = state();
            return state.getString("last_success_at") != null
                    && state.getString("state").equals("active");
        });
        return this;
    }
}
