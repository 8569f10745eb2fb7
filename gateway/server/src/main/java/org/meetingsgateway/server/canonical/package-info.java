/**
 * The canonical API {@code /v1}: a surface like the others, by resource. Both directions of a shape stand side by side in
 * one {@code …Json} file; every request is checked by {@code contracts/openapi/canonical.yaml} before it is read.
 */
@NullMarked
package org.meetingsgateway.server.canonical;

import org.jspecify.annotations.NullMarked;
