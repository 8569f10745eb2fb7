package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.regex.Pattern;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.TimeZones;
import org.meetingsgateway.wire.WireResponse;

/** Accounts as MinuteBase shows them. Pure functions. */
final class AccountJson {
    private static final int NAME = 255;
    private static final int SUBDOMAIN = 63;
    private static final Pattern SUBDOMAIN_FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private AccountJson() {}

    static void account(JsonGenerator json, Account account) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", account.alias());
        json.writeStringField("name", account.name());
        json.writeStringField("subdomain", account.slug());
        json.writeStringField("timezone", TimeZones.railsName(account.timezone()));
        json.writeNumberField("week_start", account.weekStart());
        json.writeNumberField("created_at", account.createdAt().getEpochSecond());
        json.writeEndObject();
    }

    /** The answer to a body that is rejected. */
    static WireResponse rejected(Body body, Account stored) {
        return Rejection.of(body, json -> account(json, stored));
    }

    static boolean isSubdomain(String text) {
        return SUBDOMAIN_FORM.matcher(text).matches();
    }

    /** What a body says of an account; what is wrong with it is in the body's errors. */
    static Changes<AccountField> read(Body body) {
        var changes = Changes.of(AccountField.class);
        if (body.has("name")) {
            var name = body.text("name", NAME);
            if (body.value("name") == null || (name != null && name.isBlank())) {
                body.reject("name", "please enter a name");
            }
            changes.set(AccountField.NAME, name);
        }
        if (body.has("subdomain")) {
            var subdomain = body.text("subdomain", SUBDOMAIN);
            if (body.value("subdomain") == null || (subdomain != null && !isSubdomain(subdomain))) {
                body.reject("subdomain", "must be lower-case letters, digits and hyphens");
            }
            changes.set(AccountField.SLUG, subdomain);
        }
        if (body.has("timezone")) {
            var timezone = TimeSettings.timezone(body);
            if (timezone == null && !body.isRejected("timezone")) {
                body.reject("timezone", "is not a time zone");
            }
            changes.set(AccountField.TIMEZONE, timezone);
        }
        if (body.has("week_start")) {
            var weekStart = TimeSettings.weekStart(body);
            if (weekStart == null && !body.isRejected("week_start")) {
                body.reject("week_start", "must be 0 (Sunday) to 6 (Saturday)");
            }
            changes.set(AccountField.WEEK_START, weekStart);
        }
        return changes.build();
    }
}
