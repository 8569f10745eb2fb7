package org.meetingsgateway.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What requests to one surface must look like, read from its OpenAPI document once at start.
 *
 * <p>Checked are the query and the body. Path variables are not: what names nothing is not found. Headers are not: each
 * has a status of its own when it is wrong.
 */
public final class RequestContract {
    private final Map<String, OperationContract> operations;

    private RequestContract(Map<String, OperationContract> operations) {
        this.operations = operations;
    }

    /**
     * Reads and compiles {@code contracts/openapi/<name>.yaml} from the class path. Blocks: only before there is traffic.
     *
     * @throws IllegalStateException when there is no such contract, or it is inconsistent
     */
    public static RequestContract load(String name) {
        return of(Contract.find(name).orElseThrow(() -> new IllegalStateException("no contract " + name)));
    }

    static RequestContract of(Contract contract) {
        Map<String, OperationContract> operations = new LinkedHashMap<>();
        contract.document().path("paths").properties().forEach(path -> {
            var shared = path.getValue().get("parameters");
            path.getValue().properties().forEach(member -> {
                if (!member.getKey().equals("parameters")) {
                    var method = HttpMethod.valueOf(member.getKey().toUpperCase(Locale.ROOT));
                    operations.put(key(method, path.getKey()), compile(contract, path.getKey(), member, shared));
                }
            });
        });
        return new RequestContract(operations);
    }

    /**
     * What one endpoint is checked by: ask once when endpoints are made, and keep it.
     *
     * @param path with variables as {@code :name} or {@code {name}}; their names do not matter
     * @throws IllegalArgumentException when the contract has no such operation
     */
    public OperationContract operation(HttpMethod method, String path) {
        var operation = operations.get(key(method, path));
        if (operation == null) {
            throw new IllegalArgumentException("The contract has no " + method + " " + path);
        }
        return operation;
    }

    /** Every operation as {@code METHOD /path/{}}: the names of variables are left out. */
    public Set<String> operations() {
        return Set.copyOf(operations.keySet());
    }

    private static String key(HttpMethod method, String path) {
        return method.name() + ' ' + path.replaceAll(":[A-Za-z_]+|\\{[A-Za-z_]+}", "{}");
    }

    private static OperationContract compile(
            Contract contract, String path, Map.Entry<String, JsonNode> member, @Nullable JsonNode shared) {
        var place = new OperationContract.Place(contract, path, member.getKey(), member.getValue());
        return OperationContract.compile(place, shared);
    }
}
