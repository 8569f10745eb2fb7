package org.meetingsgateway.adapters.meetlog;

import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.tck.SurfaceContract;

class MeetLogContractTest implements SurfaceContract {
    @Override
    public Adapter adapter() {
        return new MeetLogAdapter();
    }
}
