/**
 * The contracts of record ({@code contracts/openapi/*.yaml}, on the class path as resources): requests are checked by
 * them, and they are served as JSON and as pages.
 *
 * <p>Reading a contract blocks and belongs to the start; what is made of it never blocks.
 */
@NullMarked
package org.meetingsgateway.server.contract;

import org.jspecify.annotations.NullMarked;
