/**
 * The process: start, hand-written wiring, demo, stop. The only package that may block and read the real clock, and that
 * no other package sees.
 */
@NullMarked
package org.meetingsgateway.server.app;

import org.jspecify.annotations.NullMarked;
