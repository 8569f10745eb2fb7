package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways on one PostgreSQL and one Redis behind nginx, as the compose file has them. It needs programs
 * {@code redis-server} and {@code nginx}.
 */
@Tag("redis")
@Tag("nginx")
class BehindProxyTest {
    private static final int LIMIT = 60;
    private static final String TRANSCRIPTS = "/api/v1/export/transcripts";
    private static final String PEOPLE = "/api/v1/people";

    @TempDir
    static Path folder;

    private static RedisProcess redis;
    private static Replicas replicas;
    private static NginxProcess proxy;

    @BeforeAll
    static void start() {
        redis = new RedisProcess();
        replicas = new Replicas(Map.of(
                "GATEWAY_LIMIT_MEETLOG",
                LIMIT + "/3600",
                "GATEWAY_LIMIT_MINUTEBASE",
                LIMIT + "/3600",
                "GATEWAY_REDIS_URL",
                redis.url(),
                // A machine that is busy with tests may stand still for a while.
                "GATEWAY_REDIS_TIMEOUT_MS",
                "5000",
                "GATEWAY_DRAIN_SECONDS",
                "2"));
        proxy = NginxProcess.start(folder, replicas.first(), replicas.last());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        replicas.close();
        redis.close();
    }

    private static Stream<GatewayProcess> both() {
        return Stream.of(replicas.first(), replicas.last());
    }

    private static Stream<String> metrics(GatewayProcess replica) {
        return new Api(replica.management(), "canonical", null)
                .unchecked("GET", "/metrics", null)
                .text()
                .lines();
    }

    private static double metric(GatewayProcess replica, String series) {
        return metrics(replica)
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series));
    }

    /** How many requests on meetings it has answered since it was started. */
    private static double answered(GatewayProcess replica) {
        return metrics(replica)
                .filter(line -> line.startsWith("http_server_request_duration_seconds_count{")
                        && line.contains("surface=\"canonical\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double decisions(GatewayProcess replica, String store) {
        return metric(replica, "gateway_rate_limit_decisions_total{store=\"" + store + "\"}");
    }

    private static void untilShared(boolean shared) {
        Wait.until(
                shared ? "shared" : "not shared",
                () -> both().allMatch(replica -> metric(replica, "gateway_rate_limit_shared") == (shared ? 1 : 0)));
    }

    /** A partner with a new key, who calls through the proxy. */
    private static Api partner() {
        var tenant = Tenant.create(replicas.first());
        return new Api(
                proxy.url(), "meetlog", tenant.meetlog(tenant.person("Ann")).bearer());
    }

    private static List<Answer> ask(Api partner, String target, int requests) {
        return IntStream.range(0, requests).mapToObj(i -> partner.get(target)).toList();
    }

    private static long count(List<Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    @Test
    void a_limit_is_one_over_both_and_while_redis_is_away_each_has_its_own() {
        untilShared(true);
        var tenant = Tenant.create(replicas.first());
        var key = tenant.minutebase(tenant.person("Ann")).bearer();
        var member = new Api(proxy.url() + "/minutebase/" + tenant.slug(), "minutebase", key);
        var answers = ask(member, PEOPLE, LIMIT + 20);
        assertThat(count(answers, 200)).isEqualTo(LIMIT);
        assertThat(count(answers, 420)).isEqualTo(20);
        assertThat(answers.subList(0, LIMIT))
                .as("both tell what is left over both")
                .extracting(answer -> Integer.valueOf(answer.header("X-RateLimit-Remaining")))
                .isEqualTo(
                        IntStream.range(0, LIMIT).mapToObj(i -> LIMIT - 1 - i).toList());
        assertThat(answers)
                .extracting(answer -> answer.header("X-RateLimit-Reset"))
                .as("and when it starts anew")
                .containsOnly(answers.getFirst().header("X-RateLimit-Reset"));
        assertThat(both()).allSatisfy(replica -> {
            assertThat(decisions(replica, "redis")).isPositive();
            assertThat(decisions(replica, "local")).isZero();
        });

        redis.kill();
        assertThat(member.get(PEOPLE).status())
                .as("who was refused stays refused")
                .isEqualTo(420);
        untilShared(false);
        answers = ask(partner(), TRANSCRIPTS, 4 * LIMIT);
        assertThat(count(answers, 200)).isEqualTo(2 * LIMIT);
        assertThat(count(answers, 429)).isEqualTo(2 * LIMIT);
        assertThat(both()).allSatisfy(replica -> {
            assertThat(decisions(replica, "local")).isPositive();
            assertThat(metric(replica, "gateway_rate_limit_store_errors_total{reason=\"unreachable\"}"))
                    .isPositive();
            assertThat(replica.log()).contains("counted by this replica alone").doesNotContain(RedisProcess.password());
        });

        redis.comeBack();
        untilShared(true);
        assertThat(count(ask(partner(), TRANSCRIPTS, LIMIT + 20), 200)).isEqualTo(LIMIT);
    }

    @Test
    void a_rolling_restart_fails_no_request_and_a_killed_replica_only_those_that_it_had() {
        var tenant = Tenant.create(replicas.first());
        var ann = tenant.person("Ann");
        var token = tenant.canonical(ann).bearer();
        var load = new SteadyLoad(new Api(proxy.url(), "canonical", token));
        try (load) {
            load.go(100);
            for (var replica : both().toList()) {
                var again = replicas.restart(replica);
                // Until it has the first answer of it, nginx asks it for one only, and then not for seconds.
                Wait.until("nginx takes it for alive", () -> {
                    load.go(20);
                    return answered(again) > 20;
                });
                load.go(100);
            }
            assertThat(load.failures()).as(proxy.log()).isEmpty();

            replicas.first().kill();
            load.go(300);
            var lost = load.failures();
            assertThat(lost)
                    .as("reads are asked of the other one: " + proxy.log())
                    .allMatch(failure -> failure.startsWith("POST "));
            // nginx may send one more on a connection of which it has not read yet that it is closed.
            assertThat(lost).as("what it had").hasSizeLessThanOrEqualTo(2 * SteadyLoad.writers());
            load.go(100);
            assertThat(load.failures()).isEmpty();
        }
        var stored = new Api(replicas.last().api(), "canonical", token);
        var ids = new ArrayList<String>();
        String next = "";
        do {
            var page = stored.get("/v1/meetings?limit=100" + next).json();
            page.getJsonArray("items").forEach(item -> ids.add(((io.vertx.core.json.JsonObject) item).getString("id")));
            next = page.getString("next_cursor") == null ? null : "&cursor=" + page.getString("next_cursor");
        } while (next != null);
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids).containsAll(load.written());
        assertThat(ids.size() - load.written().size())
                .as("nothing is written twice; what was not acknowledged may be there")
                .isBetween(0, 2 * SteadyLoad.writers());
    }
}
