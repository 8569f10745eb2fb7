@NullMarked
package org.meetingsgateway.server.queries;

import org.jspecify.annotations.NullMarked;
