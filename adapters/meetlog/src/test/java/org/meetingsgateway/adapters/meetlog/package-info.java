@NullMarked
package org.meetingsgateway.adapters.meetlog;

import org.jspecify.annotations.NullMarked;
