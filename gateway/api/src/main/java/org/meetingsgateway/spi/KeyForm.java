package org.meetingsgateway.spi;

import java.util.Set;

/**
 * How the API keys of a style look and what they may be allowed to do, in the style's own words. The gateway makes, keeps
 * and looks up keys; nothing else of it knows one style's keys from another's.
 */
public interface KeyForm {
    /** What every new key begins with, which is no secret; empty for nothing. */
    String start();

    /** The characters of a new key's random part, which is as long as 256 random bits need. */
    default String alphabet() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    }

    /** Whether a secret that a partner already has can be a key of this style, which has 512 characters at most. */
    boolean imports(String secret);

    /** What {@link #imports} asks for, as the end of a sentence that begins with <i>A key is</i>. */
    String words();

    /** Every scope that the style knows: what a key has when none are named. Empty where keys have no scopes. */
    Set<String> scopes();

    /** Whether a key may be given that scope: one of {@link #scopes}, or a word for several of them. */
    default boolean knows(String scope) {
        return scopes().contains(scope);
    }

    /** The scopes of a key that was given these: with all that follows from them. */
    default Set<String> expanded(Set<String> given) {
        return given;
    }

    /** Whether a key may be limited to some projects. */
    default boolean limitedToProjects() {
        return false;
    }
}
