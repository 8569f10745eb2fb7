/** What others tell the gateway of their own accord. */
@NullMarked
package org.meetingsgateway.server.webhooks;

import org.jspecify.annotations.NullMarked;
