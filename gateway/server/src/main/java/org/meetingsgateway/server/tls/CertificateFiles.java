package org.meetingsgateway.server.tls;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a certificate and its private key are, as PEM.
 *
 * @param certificate the server's certificate first, then those that lead to a root
 * @param key PKCS#8, or what OpenSSL writes for RSA and EC; not encrypted
 */
public record CertificateFiles(Path certificate, Path key) {
    private static final int MAX_BYTES = 1 << 20;

    /** What is in them now, whatever that is. Blocks. */
    public PemPair read() throws UnfitCertificate {
        return new PemPair(bytes("GATEWAY_TLS_CERT", certificate), bytes("GATEWAY_TLS_KEY", key));
    }

    private static Buffer bytes(String variable, Path file) throws UnfitCertificate {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnfitCertificate(
                        variable + " names " + file + ", which is larger than a MiB: expected a PEM file");
            }
            return Buffer.buffer(bytes);
        } catch (IOException e) {
            throw new UnfitCertificate(
                    variable + " names " + file + ", which cannot be read ("
                            + e.getClass().getSimpleName() + "): expected a PEM file that user "
                            + System.getProperty("user.name") + " may read",
                    e);
        }
    }
}
