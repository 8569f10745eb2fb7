package org.meetingsgateway.tck;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;

class MemorySourceContractTest implements SourceContract {
    private final MeetingSource source = MemorySource.of(Library.read(new JsonObject()));

    @Override
    public MeetingSource source() {
        return source;
    }

    @Override
    public Principal newTenant() {
        var id = UUID.randomUUID();
        return new Principal(id, "tenant-" + id, null, "admin", Set.of(), Principal.View.TENANT);
    }
}
