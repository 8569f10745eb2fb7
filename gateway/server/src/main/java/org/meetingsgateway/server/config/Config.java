package org.meetingsgateway.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.tls.CertificateFiles;

/**
 * All settings of a gateway, checked. Prints without secrets.
 *
 * @param database null: the embedded PostgreSQL in {@code dataDir}
 * @param dataDir absolute
 * @param adminToken null: the one that is kept in {@code dataDir}
 * @param secretKeys the first encrypts upstream credentials (AES, 256 bits), all decrypt; none: what {@code dataDir} keeps
 * @param upstreamAllow loopback and private addresses that connections may use
 * @param publicUrl what absolute links start with, without a slash at the end; null: as the caller addressed us
 * @param trustedProxies whose {@code Forwarded} and {@code X-Forwarded-*} headers count
 * @param requireHttps requests by plain HTTP are redirected or refused
 * @param hosts more host names, in lower case, each with the surface that answers on it; {@code *.example.com} means
 *     every direct subdomain
 * @param limits by surface ({@code queries} are the saved queries of the desktop surface); several windows are all held
 * @param redis where limits are counted for all replicas; null: each counts for itself
 * @param hotReadsBytes memory for answers that may be given again; 0: none are kept
 * @param drain how long requests are still taken after a stop was asked for
 * @param recall null: the gateway makes upload tokens of its own
 * @param recallWebhookSecrets any of which signs a webhook; none: there are no webhooks
 */
public record Config(
        Http http,
        Management management,
        @Nullable Database database,
        Path dataDir,
        @Nullable Secret adminToken,
        Tokens tokens,
        List<SecretKey> secretKeys,
        List<Cidr> upstreamAllow,
        @Nullable URI publicUrl,
        List<Cidr> trustedProxies,
        boolean requireHttps,
        Map<String, String> hosts,
        Map<String, List<Window>> limits,
        @Nullable Redis redis,
        long hotReadsBytes,
        Duration drain,
        LogFormat logFormat,
        Telemetry telemetry,
        @Nullable Recall recall,
        List<SecretKey> recallWebhookSecrets) {
    public Config {
        secretKeys = List.copyOf(secretKeys);
        upstreamAllow = List.copyOf(upstreamAllow);
        trustedProxies = List.copyOf(trustedProxies);
        hosts = Map.copyOf(hosts);
        limits = Map.copyOf(limits);
        recallWebhookSecrets = List.copyOf(recallWebhookSecrets);
    }

    /**
     * The API listener; port 0 is any free one.
     *
     * @param tls null: plain HTTP
     */
    public record Http(String host, int port, @Nullable CertificateFiles tls) {}

    /** The listener of metrics and health, always plain HTTP; port 0 is any free one. */
    public record Management(String host, int port) {}

    /**
     * Who signs canonical tokens.
     *
     * @param jwksUrl where the keys of another issuer are; null: our own key pair, which is kept in the store
     */
    public record Tokens(@Nullable URI jwksUrl, String issuer, String audience) {}

    /** Where real upload tokens come from. */
    public record Recall(URI apiUrl, Secret apiKey) {}

    /** The {@code OTEL_*} variables as they were given, for OpenTelemetry's own exporters; some hold credentials. */
    public record Telemetry(Map<String, String> variables) {
        private static final List<String> ENABLING =
                List.of("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

        public Telemetry {
            variables = Map.copyOf(variables);
        }

        /** Whether spans are exported: somebody named an exporter, or a collector, and did not switch it off. */
        public boolean isOn() {
            return !"true".equalsIgnoreCase(variables.get("OTEL_SDK_DISABLED"))
                    && !"none".equals(variables.get("OTEL_TRACES_EXPORTER"))
                    && ENABLING.stream().anyMatch(variables::containsKey);
        }

        @Override
        public String toString() {
            return "Telemetry" + variables.keySet();
        }
    }
}
