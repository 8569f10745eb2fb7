/**
 * What a saved query may say. Its statement is parsed, every part of it is looked up in lists of what is allowed, and what
 * is sent to the database is written anew from the tree that was checked; nothing here talks to the database.
 */
@NullMarked
package org.meetingsgateway.server.queries;

import org.jspecify.annotations.NullMarked;
