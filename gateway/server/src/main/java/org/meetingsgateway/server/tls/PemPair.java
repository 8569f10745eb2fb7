package org.meetingsgateway.server.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509KeyManager;

/** The bytes of both files, not yet looked at. Two are equal when both files hold the same. */
public record PemPair(Buffer certificate, Buffer key) {
    /** The kinds of keys that Vert.x reads. */
    private static final List<String> KEYS = List.of("RSA", "EC");

    /** As something to serve. Takes milliseconds: not on an event loop. */
    public ServerCertificate checked() throws UnfitCertificate {
        var chain = chain();
        for (int i = 1; i < chain.size(); i++) {
            var issuer = chain.get(i - 1).getIssuerX500Principal();
            if (!issuer.equals(chain.get(i).getSubjectX500Principal())) {
                throw new UnfitCertificate(
                        "GATEWAY_TLS_CERT holds certificates that do not follow one another: expected the"
                                + " server's first, and behind each one that of its issuer, here " + issuer);
            }
        }
        var options = new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        try {
            if (belongsTo(chain.getFirst(), privateKey(options))) {
                return ServerCertificate.of(this, options, chain);
            }
            throw new GeneralSecurityException("it is of another one");
        } catch (Exception e) { // whatever a parser may throw
            throw new UnfitCertificate(
                    "GATEWAY_TLS_KEY does not hold the private key of GATEWAY_TLS_CERT ("
                            + chain.getFirst().getSubjectX500Principal()
                            + "): expected RSA or EC in PEM, complete, of the first certificate there, and without a password"
                            + " (openssl pkey -in old.pem -out new.pem removes one)",
                    e);
        }
    }

    private List<X509Certificate> chain() throws UnfitCertificate {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificate.getBytes()));
            if (found.isEmpty()) {
                throw new CertificateException("there is none");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new UnfitCertificate(
                    "GATEWAY_TLS_CERT holds no complete certificate: expected PEM, from the first"
                            + " -----BEGIN CERTIFICATE----- to the last -----END CERTIFICATE-----",
                    e);
        }
    }

    private static PrivateKey privateKey(PemKeyCertOptions options) throws Exception {
        // It asks Vert.x for the content of files only, and there are none here.
        for (var manager : options.getKeyManagerFactory(null).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                for (var kind : KEYS) {
                    var aliases = keys.getServerAliases(kind, null);
                    if (aliases != null && aliases.length > 0) {
                        return keys.getPrivateKey(aliases[0]);
                    }
                }
            }
        }
        throw new GeneralSecurityException("neither RSA nor EC");
    }

    /** Whether what the key signs is verified by the certificate. */
    private static boolean belongsTo(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        var algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
        var text = new byte[] {1};
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(text);
        return verifying.verify(signing.sign());
    }

    @Override
    public String toString() {
        return "PemPair of " + certificate.length() + " and " + key.length() + " bytes";
    }
}
