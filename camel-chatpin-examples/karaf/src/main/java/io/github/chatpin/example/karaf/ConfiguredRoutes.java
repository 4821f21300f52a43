package io.github.chatpin.example.karaf;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.osgi.service.cm.ManagedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the routes while there are settings, and starts them anew when the settings change. */
final class ConfiguredRoutes implements ManagedService, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRoutes.class);

    private CamelContext context; // guarded by this
    private boolean closed; // guarded by this

    /**
     * Called by Karaf when the bundle starts and whenever the file in {@code etc} changes.
     *
     * @param settings what is in the file, {@code null} while there is none
     */
    @Override
    public synchronized void updated(Dictionary<String, ?> settings) {
        stopRoutes();
        if (settings == null) {
            LOG.info("No pins before there is a file etc/{}.cfg", Activator.PID);
        } else if (!closed) {
            startRoutes(properties(settings));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stopRoutes();
    }

    // snippet class-loader
    private void startRoutes(Properties settings) {
        // All that Camel loads by name is in the bundle. Libraries that it calls may ask the thread's class loader,
        // and the routes' threads have theirs from this one, which is Karaf's, with whatever class loader.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader bundle = getClass().getClassLoader();
        thread.setContextClassLoader(bundle);
        try {
            context = new DefaultCamelContext(false); // not built before it has its class loader
            context.setApplicationContextClassLoader(bundle);
            context.getCamelContextExtension().setName("pins");
            context.setPropertiesComponent(placeholders(settings));
            context.addRoutes(new PinRoutes());
            context.start();
        } catch (Exception e) {
            LOG.error("No pins before etc/{}.cfg is corrected", Activator.PID, e);
            stopRoutes();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
    // end

    private void stopRoutes() {
        if (context != null) {
            context.stop(); // what waits for the upstream's limit is sent first
            context = null;
        }
    }

    private static PropertiesComponent placeholders(Properties settings) {
        PropertiesComponent placeholders = new PropertiesComponent();
        placeholders.setInitialProperties(settings);
        // Else a variable BITRIX24_AUTHORIZATION_TOKEN would win over what the file says.
        placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        return placeholders;
    }

    private static Properties properties(Dictionary<String, ?> settings) {
        Properties properties = new Properties();
        Collections.list(settings.keys())
                .forEach(key -> properties.setProperty(key, String.valueOf(settings.get(key))));
        return properties;
    }
}
