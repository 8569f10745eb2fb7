/**
 * PostgreSQL: the one place that reads are served from. One class per table holds its SQL and its row mapping together;
 * {@link org.meetingsgateway.server.store.StoreSource} answers calls with them. No SQL is written anywhere else, and
 * every statement on a tenant's data names its {@code tenant_id}.
 */
@NullMarked
package org.meetingsgateway.server.store;

import org.jspecify.annotations.NullMarked;
