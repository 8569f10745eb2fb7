package org.meetingsgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
    @TempDir
    Path temp;

    @Test
    void folder_and_secrets_are_private() throws IOException {
        var dir = DataDir.open(temp.resolve("a/b"));
        dir.adminToken();
        dir.secretKeys();

        assertThat(permissions(temp.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(permissions(temp.resolve("a/b/admin-token"))).isEqualTo("rw-------");
        assertThat(permissions(temp.resolve("a/b/secret-key"))).isEqualTo("rw-------");
        try (var files = Files.list(temp.resolve("a/b"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_secret_is_made_once_and_kept() throws IOException {
        var first = DataDir.open(temp).adminToken();
        var second = DataDir.open(temp).adminToken();

        assertThat(first.generated()).isTrue();
        assertThat(second.generated()).isFalse();
        assertThat(second.secret()).isEqualTo(first.secret());
        assertThat(DataDir.open(temp).secretKeys()).isEqualTo(DataDir.open(temp).secretKeys());
        assertThat(Base64.getDecoder()
                        .decode(Files.readString(temp.resolve("secret-key")).strip()))
                .hasSize(32);
    }

    @Test
    void a_folder_that_is_there_keeps_its_permissions() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataDir.open(temp);

        assertThat(permissions(temp)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_told() throws IOException {
        var file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataDir.open(file)).hasMessageContaining("there is a file of that name");
    }

    @Test
    void a_damaged_secret_is_told_and_never_replaced() throws IOException {
        Files.writeString(temp.resolve("secret-key"), "AAAA\n");
        Files.writeString(temp.resolve("admin-token"), "");
        var dir = DataDir.open(temp);

        assertThatThrownBy(dir::secretKeys).hasMessageContaining("is damaged");
        assertThatThrownBy(dir::adminToken).hasMessageContaining("is empty");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
