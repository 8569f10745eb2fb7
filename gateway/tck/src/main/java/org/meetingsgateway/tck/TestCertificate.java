package org.meetingsgateway.tck;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost} and 127.0.0.1 that nobody else signed, made by the JDK's {@code keytool}.
 *
 * @param certificate in PEM
 * @param key its private key in PEM (PKCS#8)
 */
public record TestCertificate(String certificate, String key) {
    private static final String PASSWORD = "password";

    /** Valid for a month from now on. */
    public static TestCertificate make(String name) {
        return make(name, "EC", "-validity", "30");
    }

    /** Valid for five days that ended five days ago. */
    public static TestCertificate expired(String name) {
        return make(name, "EC", "-startdate", "-10d", "-validity", "5");
    }

    /** One with an RSA key. */
    public static TestCertificate rsa(String name) {
        return make(name, "RSA", "-validity", "30");
    }

    private static TestCertificate make(String name, String algorithm, String... options) {
        try {
            var folder = Files.createTempDirectory("certificate");
            var file = folder.resolve("store.p12");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "test",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()));
            command.addAll(List.of(options));
            var output = folder.resolve("output").toFile();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + Files.readString(output.toPath()));
            }
            var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            var made = new TestCertificate(
                    pem("CERTIFICATE", store.getCertificate("test").getEncoded()),
                    pem("PRIVATE KEY", key(store).getEncoded()));
            Files.delete(file);
            Files.delete(output.toPath());
            Files.delete(folder);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Key key(KeyStore store) throws GeneralSecurityException {
        var key = store.getKey("test", PASSWORD.toCharArray());
        if (key == null) {
            throw new GeneralSecurityException("no key");
        }
        return key;
    }

    private static String pem(String what, byte[] der) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    /** Writes both files, the key first. */
    public void write(Path certificateFile, Path keyFile) {
        try {
            Files.writeString(keyFile, key);
            Files.writeString(certificateFile, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a caller meets it. */
    public Certificate parsed() {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Options for a Java that trusts this one and nothing else, which the file will hold. */
    public String trustOnly(Path file) {
        try (var out = Files.newOutputStream(file)) {
            trusted(this).store(out, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return "-Djavax.net.ssl.trustStore=" + file + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
    }

    private static KeyStore trusted(TestCertificate... certificates) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < certificates.length; i++) {
            store.setCertificateEntry("trusted-" + i, certificates[i].parsed());
        }
        return store;
    }

    /** Trusts these and nothing else. */
    public static SSLContext trusting(TestCertificate... trusted) {
        try {
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted(trusted));
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
