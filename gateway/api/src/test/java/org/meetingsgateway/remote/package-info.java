@NullMarked
package org.meetingsgateway.remote;

import org.jspecify.annotations.NullMarked;
