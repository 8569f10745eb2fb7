package org.meetingsgateway.server.canonical;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.meetingsgateway.server.contract.Rfc3339;

/**
 * Moments on the wire: RFC 3339 in UTC with 0, 3 or 6 fraction digits.
 *
 * <p>Writing is done by hand: a list of meetings holds hundreds of moments, and {@link Instant#toString} costs several
 * times as much.
 */
final class Instants {
    /** The length of the longest: {@code 2026-03-01T09:00:00.123456Z}. */
    static final int MAX_LENGTH = 27;

    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    /** From 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private Instants() {}

    /** Reads RFC 3339 with any offset, kept to the microsecond; the contract has checked the text. */
    static Instant parse(String text) {
        return Rfc3339.parse(text).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Writes a moment as ASCII.
     *
     * @param out at least {@link #MAX_LENGTH} long
     * @return how many bytes were written
     * @throws IllegalArgumentException outside the years 0 to 9999, which RFC 3339 does not have
     */
    static int write(Instant moment, byte[] out) {
        long second = moment.getEpochSecond();
        if (second < FIRST || second > LAST) {
            throw new IllegalArgumentException(moment + " is not in the years 0 to 9999");
        }
        writeDate((int) Math.floorDiv(second, (long) SECONDS_PER_DAY), out);
        int ofDay = (int) Math.floorMod(second, (long) SECONDS_PER_DAY);
        out[10] = 'T';
        digits(ofDay / 3600, 2, out, 11);
        out[13] = ':';
        digits(ofDay / 60 % 60, 2, out, 14);
        out[16] = ':';
        digits(ofDay % 60, 2, out, 17);
        int end = writeFraction(moment.getNano() / 1000, out);
        out[end] = 'Z';
        return end + 1;
    }

    /** Years count from March here, so that the leap day is the last of its year. */
    private static void writeDate(int epochDay, byte[] out) {
        int day = epochDay + DAYS_TO_EPOCH;
        int era = Math.floorDiv(day, DAYS_PER_ERA);
        int ofEra = Math.floorMod(day, DAYS_PER_ERA);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * ofYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4, out, 0);
        out[4] = '-';
        digits(month, 2, out, 5);
        out[7] = '-';
        digits(ofYear - (153 * march + 2) / 5 + 1, 2, out, 8);
    }

    private static int writeFraction(int micros, byte[] out) {
        if (micros == 0) {
            return 19;
        }
        out[19] = '.';
        if (micros % 1000 == 0) {
            digits(micros / 1000, 3, out, 20);
            return 23;
        }
        digits(micros, 6, out, 20);
        return 26;
    }

    private static void digits(int number, int count, byte[] out, int at) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
