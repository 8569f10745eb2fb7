package org.meetingsgateway.adapters.minutebase;

import java.util.Set;
import java.util.regex.Pattern;
import org.meetingsgateway.spi.KeyForm;

/** API keys. They have no scopes: they may do what their person may do. */
final class MinuteBaseKeys implements KeyForm {
    private static final Pattern IMPORTED = Pattern.compile("[a-z0-9]{8,512}");

    @Override
    public String start() {
        return "";
    }

    @Override
    public String alphabet() {
        return "abcdefghijklmnopqrstuvwxyz0123456789";
    }

    @Override
    public boolean imports(String secret) {
        return IMPORTED.matcher(secret).matches();
    }

    @Override
    public String words() {
        return "8 to 512 lower-case letters and digits";
    }

    @Override
    public Set<String> scopes() {
        return Set.of();
    }
}
