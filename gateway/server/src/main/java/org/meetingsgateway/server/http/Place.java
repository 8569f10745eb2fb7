package org.meetingsgateway.server.http;

import java.util.Map;

/**
 * Where the path of a request leads.
 *
 * @param pathParams decoded values of the variables of the target's template
 */
record Place(Target target, Map<String, String> pathParams) {}
