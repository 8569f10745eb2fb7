/**
 * The process environment as checked values. {@link org.meetingsgateway.server.config.Variable} is the table of all
 * settings: reading, checking and {@code --help} follow it. {@link org.meetingsgateway.server.config.CommandLine} is
 * where a start begins.
 */
@NullMarked
package org.meetingsgateway.server.config;

import org.jspecify.annotations.NullMarked;
