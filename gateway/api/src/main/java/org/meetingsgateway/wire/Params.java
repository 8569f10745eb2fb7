package org.meetingsgateway.wire;

import io.vertx.core.MultiMap;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/** Query parameters, read as types. Of a repeated parameter the first counts. */
public record Params(MultiMap values) {
    public @Nullable String string(String name) {
        return values.get(name);
    }

    /**
     * A whole number pulled into {@code min … max}; {@code fallback} when absent.
     *
     * @throws Problem.Invalid when it is not a whole number in decimal digits
     */
    public long clamped(String name, long fallback, long min, long max) {
        var text = values.get(name);
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[+-]?[0-9]{1,100}")) {
            throw new Problem.Invalid(
                    Violation.In.QUERY, name, "integer", "Parameter " + name + " must be a whole number");
        }
        var number = new BigInteger(text);
        return number.max(BigInteger.valueOf(min)).min(BigInteger.valueOf(max)).longValueExact();
    }
}
