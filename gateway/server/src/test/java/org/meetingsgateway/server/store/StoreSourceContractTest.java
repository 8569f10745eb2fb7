package org.meetingsgateway.server.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.tck.SourceContract;

/** The facts that hold for every source, for the store on a real PostgreSQL. */
class StoreSourceContractTest implements SourceContract {
    private static StoreFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Override
    public MeetingSource source() {
        return fixture.source;
    }

    @Override
    public Principal newTenant() {
        return fixture.tenant();
    }
}
