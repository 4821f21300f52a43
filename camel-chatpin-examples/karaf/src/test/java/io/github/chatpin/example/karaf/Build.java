package io.github.chatpin.example.karaf;

import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the build has made.
 *
 * @param target its folder
 * @param bundle the packed bundle
 * @param karaf  Karaf as it was fetched, with the profile {@code karaf} only
 */
record Build(Path target, Path bundle, Path karaf) {

    static Build current() {
        Properties paths = properties("/build.properties");
        return new Build(
                Path.of(paths.getProperty("target")),
                Path.of(paths.getProperty("bundle")),
                Path.of(paths.getProperty("karaf")));
    }

    /** {@return the settings as the bundle ships them, with others in the place of those that are given} */
    static Properties settings(Properties others) {
        Properties settings = properties("/" + Activator.PID + ".cfg");
        for (String key : others.stringPropertyNames()) {
            if (settings.setProperty(key, others.getProperty(key)) == null) {
                throw new IllegalArgumentException("There is no setting " + key);
            }
        }
        return settings;
    }

    /** {@return what leads the bundle to upstreams, without the secrets, which its file takes from the environment} */
    static Properties addresses(FakeUpstreams upstreams) {
        Properties addresses = upstreams.properties();
        addresses.remove("bitrix24.authorizationToken");
        addresses.remove("whatsapp.token");
        return addresses;
    }

    /** {@return the environment's variables with the secrets} */
    static Map<String, String> secrets(FakeUpstreams upstreams) {
        Properties properties = upstreams.properties();
        return Map.of(
                "BITRIX24_AUTHORIZATION_TOKEN", properties.getProperty("bitrix24.authorizationToken"),
                "WHATSAPP_TOKEN", properties.getProperty("whatsapp.token"));
    }

    private static Properties properties(String resource) {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(resource)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
