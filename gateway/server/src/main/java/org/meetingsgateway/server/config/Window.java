package org.meetingsgateway.server.config;

/**
 * One limit of a key.
 *
 * @param requests how many, at least 1
 * @param seconds in how long, at least 1
 */
public record Window(int requests, int seconds) {}
