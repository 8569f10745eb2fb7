/**
 * The operator's surface, {@code /v1/admin}: tenants with their people, projects and keys, and canonical tokens. It
 * speaks the canonical API's language, down to its problems.
 */
@NullMarked
package org.meetingsgateway.server.admin;

import org.jspecify.annotations.NullMarked;
