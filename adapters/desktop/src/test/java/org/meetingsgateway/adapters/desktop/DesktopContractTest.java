package org.meetingsgateway.adapters.desktop;

import org.meetingsgateway.spi.Adapter;
import org.meetingsgateway.tck.SurfaceContract;

class DesktopContractTest implements SurfaceContract {
    @Override
    public Adapter adapter() {
        return new DesktopAdapter();
    }
}
