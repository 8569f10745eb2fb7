package org.meetingsgateway.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;

/** The folder of what the gateway makes for itself: readable by its user only. Blocking: for the start. */
public final class DataDir {
    private static final FileAttribute<?> PRIVATE_DIR =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String ADMIN_TOKEN = "admin-token";
    private static final String SECRET_KEY = "secret-key";

    private final Path path;
    private final SecureRandom random = new SecureRandom();

    private DataDir(Path path) {
        this.path = path;
    }

    /**
     * A secret of the folder.
     *
     * @param generated whether it was made just now
     */
    public record Kept(Secret secret, boolean generated) {}

    /**
     * Makes the folder if it is not there. One that is there keeps its permissions: it may not be ours alone, and what
     * is put into it is private by itself.
     *
     * @throws IOException when it cannot be made or is no folder; its message is a sentence for the operator
     */
    public static DataDir open(Path path) throws IOException {
        try {
            var parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(path)) {
                Files.createDirectory(path, PRIVATE_DIR);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw new IOException("The data folder " + path + " cannot be made: there is a file of that name", e);
            }
        } catch (IOException e) {
            throw new IOException("The data folder " + path + " cannot be made: " + e, e);
        }
        usable(path);
        return new DataDir(path);
    }

    /**
     * Looks whether {@link #open} would succeed, and changes nothing.
     *
     * @return whether it is there
     */
    public static boolean check(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException("The data folder " + path + " cannot be made: there is a file of that name");
        }
        if (Files.exists(path)) {
            usable(path);
            return true;
        }
        var above = path.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || !Files.isDirectory(above) || !Files.isWritable(above) || !Files.isExecutable(above)) {
            throw new IOException("The data folder " + path + " cannot be made: user " + System.getProperty("user.name")
                    + " may not write to " + above);
        }
        return false;
    }

    /**
     * The secret keys that {@link #secretKeys} would give, of a folder that is left as it is; none where they are not made yet.
     *
     * @throws IOException when the admin token or the secret key that it keeps cannot be used; its message is a sentence for the
     *     operator
     */
    public static List<SecretKey> checkSecrets(Path path) throws IOException {
        var folder = new DataDir(path);
        if (Files.exists(path.resolve(ADMIN_TOKEN))) {
            var unused = folder.adminToken();
        }
        return Files.exists(path.resolve(SECRET_KEY)) ? folder.secretKeys() : List.of();
    }

    private static void usable(Path path) throws IOException {
        if (!Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path)) {
            throw new IOException("The data folder " + path + " belongs to another user: expected one that user "
                    + System.getProperty("user.name") + " may read and write");
        }
    }

    public Path path() {
        return path;
    }

    /** The bearer token of the admin API: 256 random bits in base64url. */
    public Kept adminToken() throws IOException {
        return secret(ADMIN_TOKEN, Base64.getUrlEncoder().withoutPadding());
    }

    /** The key that encrypts upstream credentials: kept in the form of {@code GATEWAY_SECRET_KEY}. */
    public List<SecretKey> secretKeys() throws IOException {
        var text = secret(SECRET_KEY, Base64.getEncoder()).secret().value();
        return Parse.secretKeys(text)
                .orElseThrow(() -> new IOException(
                        path.resolve(SECRET_KEY) + " is damaged: expected " + Variable.GATEWAY_SECRET_KEY.expected()));
    }

    /**
     * The text of a private file, or 256 random bits when there is none yet. Of several that make it at once one wins,
     * and all get its text.
     */
    public Kept secret(String name, Base64.Encoder encoder) throws IOException {
        var file = path.resolve(name);
        if (!Files.exists(file)) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            var text = encoder.encodeToString(bytes);
            if (create(file, text)) {
                return new Kept(new Secret(text), true);
            }
        }
        var text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty: expected a secret; delete it to have a new one made");
        }
        return new Kept(new Secret(text), false);
    }

    /** Makes a file that is never seen half written; false when it is there already. */
    private boolean create(Path file, String text) throws IOException {
        var half = Files.createTempFile(path, "." + file.getFileName(), null, PRIVATE_FILE);
        try {
            try (var channel = FileChannel.open(half, Set.of(StandardOpenOption.WRITE))) {
                channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            try {
                Files.createLink(file, half);
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (UnsupportedOperationException | FileSystemException e) {
                // Some file systems have no links.
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return true;
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
