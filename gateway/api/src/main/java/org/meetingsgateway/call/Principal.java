package org.meetingsgateway.call;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, however they authenticated.
 *
 * @param tenantId everything that is read or written belongs to this tenant
 * @param tenant the tenant's slug
 * @param personId on whose behalf; null for an operator, who acts for the tenant itself
 * @param credentialId the key or token that was used: what limits are counted by; never the secret
 * @param scopes in the words of the style that the credential belongs to
 * @param view which meetings the principal sees
 * @param projectIds the only projects that the credential is good for; null where it is good for all of the person's
 * @param projectId everything that is asked is about this project; null for all projects
 */
public record Principal(
        UUID tenantId,
        String tenant,
        @Nullable UUID personId,
        String credentialId,
        Set<String> scopes,
        View view,
        @Nullable Set<UUID> projectIds,
        @Nullable UUID projectId) {
    public Principal {
        scopes = Set.copyOf(scopes);
        projectIds = projectIds == null ? null : Set.copyOf(projectIds);
    }

    /** One whose credential is good for all projects of its person. */
    public Principal(
            UUID tenantId, String tenant, @Nullable UUID personId, String credentialId, Set<String> scopes, View view) {
        this(tenantId, tenant, personId, credentialId, scopes, view, null, null);
    }

    /** Which meetings are visible. */
    public enum View {
        /** Those that the meetings' {@code privacy} allows. */
        PERMITTED,
        /** As {@link #PERMITTED}, but of what exists and must not be seen it may be said that it exists. */
        DISCLOSED,
        /** As {@link #PERMITTED}, but only those that have something to read; a project that is not the person's is told of. */
        READABLE,
        /** The person's own that have something to read: a recording, a transcript, minutes or a report. */
        OWNED,
        /** All of the tenant: operators. */
        TENANT
    }

    public Principal withView(View other) {
        return new Principal(tenantId, tenant, personId, credentialId, scopes, other, projectIds, projectId);
    }

    /** The same, asking about one project only: meetings of others are not there, and new ones are made in it. */
    public Principal within(UUID project) {
        return new Principal(tenantId, tenant, personId, credentialId, scopes, view, projectIds, project);
    }
}
