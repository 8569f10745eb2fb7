package org.meetingsgateway.adapters.meetlog;

import java.util.Set;
import java.util.regex.Pattern;
import org.meetingsgateway.spi.KeyForm;

/** Export keys. */
final class MeetLogKeys implements KeyForm {
    static final String START = "tk_live_";

    private static final Pattern IMPORTED = Pattern.compile(START + "[\\x21-\\x7e]{1,504}");

    @Override
    public String start() {
        return START;
    }

    @Override
    public boolean imports(String secret) {
        return IMPORTED.matcher(secret).matches();
    }

    @Override
    public String words() {
        return START + " followed by visible ASCII characters, 512 at most";
    }

    @Override
    public Set<String> scopes() {
        return Set.of(Transcripts.SCOPE, Reports.SCOPE, Projects.SCOPE);
    }
}
