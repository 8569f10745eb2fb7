package org.meetingsgateway.server.sync;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.RemoteFailure;

/**
 * What is wrong with a connection: no host, credential or body is in it.
 *
 * @param code one of the words below
 * @param status what the remote product answered with; null where there was no answer
 * @param upstreamCode its own word for it
 */
public record Issue(
        String code,
        String detail,
        @Nullable Integer status,
        @Nullable String upstreamCode) {
    public static final String CREDENTIAL_REFUSED = "credential_refused";
    public static final String QUOTA_SPENT = "quota_spent";
    public static final String UNWELL = "upstream_unwell";
    public static final String ADDRESS_REFUSED = "address_refused";
    public static final String UNREADABLE = "upstream_unreadable";
    public static final String REFUSED = "upstream_refused";
    public static final String UNSUPPORTED = "style_unsupported";
    public static final String MASS_DELETION = "mass_deletion";
    public static final String ITEM_FAILED = "item_failed";
    public static final String PAGE_DRIFT = "page_drift";
    public static final String CURSOR_LOOP = "cursor_loop";

    static Issue of(String code, String detail) {
        return new Issue(code, detail, null, null);
    }

    /** Of a failure of the whole account. */
    public static Issue of(RemoteFailure failure) {
        return of(code(failure), failure);
    }

    private static String code(RemoteFailure failure) {
        return switch (failure) {
            case RemoteFailure.Unauthorized f -> CREDENTIAL_REFUSED;
            case RemoteFailure.Limited f -> QUOTA_SPENT;
            case RemoteFailure.Unwell f ->
                f.status() == null && "forbidden_address".equals(f.code()) ? ADDRESS_REFUSED : UNWELL;
            case RemoteFailure.Unreadable f -> UNREADABLE;
            case RemoteFailure.Refused f -> REFUSED;
            case RemoteFailure.Absent f -> REFUSED;
            case RemoteFailure.Conflicting f -> REFUSED;
            case RemoteFailure.Partial f -> code(f.rest());
        };
    }

    /** The account is there, and its list of meetings is not. */
    static Issue ofList(RemoteFailure failure) {
        return failure instanceof RemoteFailure.Absent
                ? new Issue(REFUSED, "There is no list of meetings", failure.status(), failure.code())
                : of(failure);
    }

    static Issue of(String code, RemoteFailure failure) {
        return new Issue(code, String.valueOf(failure.getMessage()), failure.status(), failure.code());
    }
}
