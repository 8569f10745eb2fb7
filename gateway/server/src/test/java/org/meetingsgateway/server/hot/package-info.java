@NullMarked
package org.meetingsgateway.server.hot;

import org.jspecify.annotations.NullMarked;
