/** What {@code --check} looks at before anything is started. */
@NullMarked
package org.meetingsgateway.server.app.check;

import org.jspecify.annotations.NullMarked;
