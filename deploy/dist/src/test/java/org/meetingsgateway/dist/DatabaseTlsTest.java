package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;
import org.meetingsgateway.tck.TestCertificate;

/** A PostgreSQL with TLS whose certificate is of an authority that only a trust store of one's own has. */
class DatabaseTlsTest {
    @TempDir
    Path folder;

    @Test
    void a_gateway_starts_where_java_trusts_the_certificate_of_the_database_and_nowhere_else() throws Exception {
        var certificate = TestCertificate.make("postgres");
        var server = DataDir.open(folder.resolve("postgres"));
        try (var postgres = EmbeddedPostgres.start(server)) {
            speaksTls(server.path(), postgres.database().port(), certificate);
            var settings = GatewayProcess.settings(folder.resolve("data"));
            settings.put(
                    "GATEWAY_DATABASE_URL",
                    "postgresql://meetings:" + postgres.database().password().value() + "@127.0.0.1:"
                            + postgres.database().port() + "/meetings?sslmode=verify-full");
            assertThatThrownBy(() -> GatewayProcess.start(settings)).hasMessageContaining("certification path");
            settings.put("JDK_JAVA_OPTIONS", certificate.trustOnly(folder.resolve("trusted.p12")));
            try (var gateway = GatewayProcess.start(settings)) {
                assertThat(gateway.api()).isNotEmpty();
            }
        }
    }

    private static void speaksTls(Path folder, int port, TestCertificate certificate) throws Exception {
        var data = folder.resolve("postgres").resolve("data");
        certificate.write(data.resolve("server.crt"), data.resolve("server.key"));
        for (var file : new String[] {"server.crt", "server.key"}) {
            Files.setPosixFilePermissions(data.resolve(file), PosixFilePermissions.fromString("rw-------"));
            Files.setAttribute(data.resolve(file), "unix:uid", Files.getAttribute(data, "unix:uid"));
        }
        var password =
                Files.readString(folder.resolve("postgres-superuser-password")).strip();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}
