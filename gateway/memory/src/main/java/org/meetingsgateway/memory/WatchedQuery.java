package org.meetingsgateway.memory;

import io.vertx.core.MultiMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers which parameters were looked at, whether or not they were there. */
final class WatchedQuery {
    private final MultiMap query;
    private final Set<String> seen = new LinkedHashSet<>();

    WatchedQuery(MultiMap query) {
        this.query = query;
    }

    /** The query, watched. Looking at all of it counts as looking at every parameter that it has. */
    MultiMap values() {
        return (MultiMap) Proxy.newProxyInstance(
                MultiMap.class.getClassLoader(), new Class<?>[] {MultiMap.class}, (proxy, method, args) -> {
                    note(method, args);
                    try {
                        return method.invoke(query, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void note(Method method, Object[] args) {
        switch (method.getName()) {
            case "get", "getAll", "contains" -> seen.add(String.valueOf(args[0]));
            case "names", "entries", "iterator", "forEach" -> seen.addAll(query.names());
            default -> {}
        }
    }

    Set<String> seen() {
        return Set.copyOf(seen);
    }
}
