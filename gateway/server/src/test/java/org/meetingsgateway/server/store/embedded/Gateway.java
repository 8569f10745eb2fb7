package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.meetingsgateway.server.config.DataDir;

/** A process that starts the server, says its port, and ends when its input does, or when it is killed. */
final class Gateway {
    private Gateway() {}

    public static void main(String[] arguments) throws IOException {
        try (var postgres = EmbeddedPostgres.start(DataDir.open(Path.of(arguments[0])))) {
            System.out.println(postgres.database().port());
            var end = System.in.read();
            assert end < 0;
        }
    }
}
