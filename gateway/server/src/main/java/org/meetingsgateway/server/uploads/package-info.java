/** Permissions to upload recordings. */
@NullMarked
package org.meetingsgateway.server.uploads;

import org.jspecify.annotations.NullMarked;
