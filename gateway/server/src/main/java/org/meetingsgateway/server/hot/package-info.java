/** Answers of reads, kept while nothing of their tenant changes. */
@NullMarked
package org.meetingsgateway.server.hot;

import org.jspecify.annotations.NullMarked;
