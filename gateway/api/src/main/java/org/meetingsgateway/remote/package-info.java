/**
 * What a remote account of a style tells the gateway, in canonical values: the gateway's side of an {@link
 * org.meetingsgateway.spi.Upstream}.
 */
@NullMarked
package org.meetingsgateway.remote;

import org.jspecify.annotations.NullMarked;
