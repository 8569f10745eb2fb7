package org.meetingsgateway.drill;

import java.time.Duration;

/**
 * How long, how much and how strictly. The short form runs on machines that do other things as well: its thresholds are
 * ratios of the same run, and generous.
 *
 * @param rounds of overload, each beside peaks of its own
 * @param goodput that overload leaves, as a part of the peak
 * @param patienceMillis that an accepted request may take under overload, 99 of 100
 * @param idle connections that say nothing
 * @param slow callers of each slow kind
 * @param away how long the database is
 * @param served part of a normal caller's requests that are served beside an attack
 * @param perSecond what callers ask for who only go on while something happens
 * @param thorough whether both replicas are restarted, and the database is killed too
 */
record Scale(
        Duration warm,
        Duration peak,
        Duration overload,
        int rounds,
        double goodput,
        double patienceMillis,
        int idle,
        int slow,
        Duration attack,
        Duration away,
        double served,
        int perSecond,
        boolean thorough) {
    static final Scale FULL = new Scale(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            3,
            0.9,
            1_000,
            2_000,
            200,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            0.99,
            50,
            true);
    static final Scale SHORT = new Scale(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            1,
            0.5,
            15_000,
            500,
            30,
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            0.5,
            20,
            false);
}
