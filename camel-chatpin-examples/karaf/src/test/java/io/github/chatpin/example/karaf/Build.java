package io.github.chatpin.example.karaf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
