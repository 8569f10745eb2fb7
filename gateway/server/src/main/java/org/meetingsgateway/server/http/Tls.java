package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** How the API listener speaks TLS. */
final class Tls {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Mozilla's "intermediate": all of them keep what was recorded secret when a key is lost later. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private Tls() {}

    /**
     * HTTP/1.1 only: nothing else is negotiated. Every deadline of the listener is one of a connection, which has one
     * request at a time.
     *
     * @param handshake how long a handshake may take, however slowly its bytes come
     */
    static void on(HttpServerOptions options, KeyCertOptions certificate, Duration handshake) {
        options.setSsl(true)
                .setKeyCertOptions(certificate)
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(PROTOCOLS))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(handshake.toMillis())
                // A signature takes a millisecond, which is long for whoever else is served by the same event loop.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
        SUITES.forEach(options::addEnabledCipherSuite);
    }

    /** The same with another certificate. */
    static ServerSSLOptions with(HttpServerOptions options, KeyCertOptions certificate) {
        return Objects.requireNonNull(options.getSslOptions()).copy().setKeyCertOptions(certificate);
    }
}
