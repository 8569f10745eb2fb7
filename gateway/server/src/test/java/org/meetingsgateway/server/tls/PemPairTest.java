package org.meetingsgateway.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.tck.TestCertificate;

class PemPairTest {
    private static TestCertificate elliptic;
    private static TestCertificate rsa;
    private static TestCertificate old;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        elliptic = TestCertificate.make("elliptic");
        rsa = TestCertificate.rsa("rsa");
        old = TestCertificate.expired("old");
    }

    private ServerCertificate read(String certificate, String key) throws IOException, UnfitCertificate {
        var files = new CertificateFiles(
                Files.writeString(folder.resolve("tls.crt"), certificate),
                Files.writeString(folder.resolve("tls.key"), key));
        return files.read().checked();
    }

    @Test
    void a_pair_is_read_with_its_time_and_without_showing_its_key() throws Exception {
        for (var made : new TestCertificate[] {elliptic, rsa}) {
            var read = read(made.certificate(), made.key());
            assertThat(read.isValidAt(Instant.now())).isTrue();
            assertThat(read.isValidAt(read.until())).isFalse();
            assertThat(read.toString())
                    .startsWith("CN=")
                    .doesNotContain(made.key().substring(40, 60));
            assertThat(read.pair().toString()).doesNotContain("BEGIN");
        }
        assertThat(read(old.certificate(), old.key()).isValidAt(Instant.now())).isFalse();
    }

    @Test
    void the_form_that_openssl_has_for_rsa_is_read() throws Exception {
        var pkcs8 = Base64.getMimeDecoder().decode(rsa.key().replaceAll("-----.*-----", ""));
        // Behind version and algorithm it holds just that form.
        var pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        var key = "-----BEGIN RSA PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----\n";
        assertThat(read(rsa.certificate(), key).until())
                .isEqualTo(read(rsa.certificate(), rsa.key()).until());
    }

    @Test
    void what_is_half_written_or_of_two_pairs_is_refused_with_what_to_do() {
        for (var certificate : List.of("", "x", elliptic.certificate().substring(0, 200), elliptic.key())) {
            refused(certificate, elliptic.key()).hasMessageContaining("GATEWAY_TLS_CERT holds no complete certificate");
        }
        for (var key : List.of(
                "",
                "x",
                elliptic.key().substring(0, 100),
                elliptic.certificate(),
                rsa.key(),
                old.key(),
                elliptic.key().replace(" PRIVATE", " ENCRYPTED PRIVATE"))) {
            refused(elliptic.certificate(), key)
                    .hasMessageContaining("does not hold the private key of GATEWAY_TLS_CERT (CN=elliptic)")
                    .hasMessageNotContaining("BEGIN");
        }
        refused(elliptic.certificate() + rsa.certificate(), elliptic.key())
                .hasMessageContaining("do not follow one another");
        var nowhere = new CertificateFiles(folder.resolve("none"), folder.resolve("none"));
        assertThatThrownBy(nowhere::read)
                .isInstanceOf(UnfitCertificate.class)
                .hasMessageContaining("GATEWAY_TLS_CERT names " + folder.resolve("none"))
                .hasMessageContaining("cannot be read (NoSuchFileException)");
    }

    private AbstractThrowableAssert<?, ?> refused(String certificate, String key) {
        return assertThatThrownBy(() -> read(certificate, key))
                .as(certificate + key)
                .isInstanceOf(UnfitCertificate.class);
    }
}
