@NullMarked
package org.meetingsgateway.server.store.embedded;

import org.jspecify.annotations.NullMarked;
