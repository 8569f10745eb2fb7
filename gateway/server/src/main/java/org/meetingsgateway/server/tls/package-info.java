/** The certificate of the API listener: read from files, checked, and taken anew when the files change. */
@NullMarked
package org.meetingsgateway.server.tls;

import org.jspecify.annotations.NullMarked;
