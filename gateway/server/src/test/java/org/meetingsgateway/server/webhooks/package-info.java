@NullMarked
package org.meetingsgateway.server.webhooks;

import org.jspecify.annotations.NullMarked;
