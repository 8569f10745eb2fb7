package org.meetingsgateway.remote;

/** Text as any store can hold it: NUL and halves of surrogate pairs are replaced by U+FFFD. */
final class StorableText {
    private static final int REPLACEMENT = 0xfffd;

    private StorableText() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(StorableText::cannotBeStored)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().map(c -> cannotBeStored(c) ? REPLACEMENT : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean cannotBeStored(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
