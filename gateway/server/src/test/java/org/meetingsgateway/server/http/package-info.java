@NullMarked
package org.meetingsgateway.server.http;

import org.jspecify.annotations.NullMarked;
