@NullMarked
package org.meetingsgateway.server.upstream;

import org.jspecify.annotations.NullMarked;
