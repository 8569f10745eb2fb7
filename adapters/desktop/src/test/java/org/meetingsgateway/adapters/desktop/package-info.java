@NullMarked
package org.meetingsgateway.adapters.desktop;

import org.jspecify.annotations.NullMarked;
