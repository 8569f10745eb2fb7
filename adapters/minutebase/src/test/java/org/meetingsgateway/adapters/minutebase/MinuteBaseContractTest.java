package org.meetingsgateway.adapters.minutebase;

import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.tck.SurfaceContract;

class MinuteBaseContractTest implements SurfaceContract {
    @Override
    public Adapter adapter() {
        return new MinuteBaseAdapter();
    }
}
