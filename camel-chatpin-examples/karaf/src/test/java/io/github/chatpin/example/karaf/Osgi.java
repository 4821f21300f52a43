package io.github.chatpin.example.karaf;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ManagedService;

/** An OSGi framework that has nothing to offer but the JDK, a logging API, and settings that tests hand over. */
final class Osgi implements AutoCloseable {

    private final Framework framework;

    Osgi(Path cache) throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.cm;version=1.6,org.slf4j;version=2.0.6"));
        framework.start();
    }

    Bundle install(Path bundle) throws BundleException {
        return framework.getBundleContext().installBundle(bundle.toUri().toString());
    }

    /** Hands settings to the service that asks for them, as Karaf does with those in {@code etc}. */
    void configure(Properties settings) throws Exception {
        Dictionary<String, Object> dictionary = new Hashtable<>();
        settings.forEach((key, value) -> dictionary.put((String) key, value));
        ServiceReference<ManagedService> service = framework
                .getBundleContext()
                .getServiceReferences(ManagedService.class, "(service.pid=" + Activator.PID + ")")
                .iterator()
                .next();
        framework.getBundleContext().getService(service).updated(dictionary);
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
