package io.github.chatpin.camel.fake.server;

import java.util.Map;

/**
 * One request to the control server.
 *
 * @param path what its path has for the names in the route
 * @param query the query's parameters
 * @param fields the body's fields
 */
record Call(Map<String, String> path, Map<String, String> query, Fields fields) {}
