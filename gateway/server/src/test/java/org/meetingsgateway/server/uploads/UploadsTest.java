package org.meetingsgateway.server.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.CreateUpload;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.model.Upload;

class UploadsTest {
    private static final Principal WHO =
            new Principal(new UUID(0, 1), "acme", new UUID(0, 2), "key", Set.of(), Principal.View.READABLE);

    @Test
    void every_upload_has_its_own_id_and_a_token_of_256_bits() {
        var uploads = new Uploads(new Answers().build(), new OwnPermits());
        var seen = new HashSet<Upload>();
        for (int i = 0; i < 100; i++) {
            seen.add(uploads.call(new CreateUpload(), WHO).result());
        }
        assertThat(seen).extracting(Upload::id).doesNotHaveDuplicates().hasSize(100);
        assertThat(seen)
                .extracting(Upload::token)
                .doesNotHaveDuplicates()
                .allMatch(t -> t.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void all_other_calls_go_to_the_rest() {
        var memory = MemorySource.of(Library.read(new JsonObject()));
        var uploads = new Uploads(memory, new OwnPermits());
        assertThat(uploads.call(new GetCalendar(), WHO).result())
                .isEqualTo(memory.call(new GetCalendar(), WHO).result());
        assertThat(uploads.answers()).isEqualTo(memory.answers());
        assertThat(new Uploads(new Answers().build(), new OwnPermits()).answers())
                .containsExactly(CreateUpload.class);
    }
}
