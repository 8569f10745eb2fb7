package org.meetingsgateway.server.store;

import org.meetingsgateway.call.Principal;

/** Which rows a principal sees, as the beginning of a {@code WHERE} clause. A principal without a person sees nothing unless it sees the tenant. */
final class Visibility {
    private Visibility() {}

    /** Meetings, as {@code m}. */
    static void ofMeetings(Sql sql, Principal principal) {
        sql.add(" WHERE m.tenant_id = ?", principal.tenantId());
        switch (principal.view()) {
            case TENANT -> {}
            case OWNED -> sql.add(" AND m.owner_id = ? AND m.readable", principal.personId());
            case PERMITTED, DISCLOSED -> permitted(sql, principal);
            case READABLE -> permitted(sql.add(" AND m.readable"), principal);
        }
        if (principal.projectId() != null) {
            sql.add(" AND m.project_id = ?", principal.projectId());
        }
    }

    private static void permitted(Sql sql, Principal principal) {
        sql.add(
                        " AND (m.privacy IN ('account', 'public') OR m.owner_id = ? OR m.shared_with @> ARRAY[?]::uuid[]"
                                + " OR (m.privacy = 'project' AND m.project_id IN (SELECT pr.id FROM project pr WHERE",
                        principal.personId(),
                        principal.personId())
                .add(
                        " pr.tenant_id = ? AND (pr.open_to_all OR EXISTS (SELECT FROM project_member pm"
                                + " WHERE pm.tenant_id = pr.tenant_id AND pm.project_id = pr.id AND pm.person_id = ?)))))",
                        principal.tenantId(),
                        principal.personId());
    }

    /** Projects, as {@code p}: those that the person belongs to. */
    static void ofProjects(Sql sql, Principal principal) {
        sql.add(" WHERE p.tenant_id = ?", principal.tenantId());
        switch (principal.view()) {
            case TENANT -> {}
            case OWNED, PERMITTED, DISCLOSED, READABLE ->
                sql.add(
                        " AND (p.open_to_all OR EXISTS (SELECT FROM project_member pm WHERE pm.tenant_id = p.tenant_id"
                                + " AND pm.project_id = p.id AND pm.person_id = ?))",
                        principal.personId());
        }
    }
}
