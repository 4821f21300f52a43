package io.github.chatpin.example.karaf;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedService;

/** Where Karaf starts and stops the bundle: it asks for the settings in {@code etc}, and the routes run with them. */
public final class Activator implements BundleActivator {

    /** The name of the file in {@code etc}, without {@code .cfg}. */
    static final String PID = "io.github.chatpin.example.karaf";

    private final ConfiguredRoutes routes = new ConfiguredRoutes();

    private ServiceRegistration<ManagedService> registration;

    @Override
    public void start(BundleContext bundle) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, PID);
        registration = bundle.registerService(ManagedService.class, routes, properties);
    }

    @Override
    public void stop(BundleContext bundle) {
        registration.unregister();
        routes.close();
    }
}
