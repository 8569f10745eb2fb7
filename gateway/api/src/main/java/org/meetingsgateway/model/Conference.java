package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/** How to dial in. */
public record Conference(
        @Nullable String number,
        @Nullable String extension,
        @Nullable String password) {}
