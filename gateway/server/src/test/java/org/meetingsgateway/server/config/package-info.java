@NullMarked
package org.meetingsgateway.server.config;

import org.jspecify.annotations.NullMarked;
