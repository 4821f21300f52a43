package io.github.chatpin.camel.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when an application does not start because its jars of Camel are of several versions, instead of
 * which class or method is missing. {@code camel-spring-boot-bom} decides the version of Camel's starters only: an
 * application that depends on this component, and not on its starter, has some jars in the version that the component
 * was built with.
 */
final class MixedCamelFailureAnalyzer extends AbstractFailureAnalyzer<LinkageError> {

    /** As Maven names their folders in them. */
    private static final List<String> JARS = List.of(
            "org.apache.camel/camel-api",
            "org.apache.camel/camel-base-engine",
            "org.apache.camel/camel-core-engine",
            "org.apache.camel/camel-health",
            "org.apache.camel/camel-http",
            "org.apache.camel/camel-jackson",
            "org.apache.camel/camel-support",
            "org.apache.camel/camel-util",
            "org.apache.camel.springboot/camel-spring-boot");

    private final ClassLoader classPath;

    MixedCamelFailureAnalyzer() {
        this(MixedCamelFailureAnalyzer.class.getClassLoader());
    }

    MixedCamelFailureAnalyzer(ClassLoader classPath) {
        this.classPath = classPath;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LinkageError cause) {
        SortedMap<String, List<String>> jars = jarsByVersion();
        if (jars.size() < 2 || !cause.toString().contains("camel")) {
            return null;
        }
        return new FailureAnalysis(
                "Camel is on the class path in several versions, which do not fit together:\n\n"
                        + jars.entrySet().stream()
                                .map(version ->
                                        "    %s: %s".formatted(version.getKey(), String.join(", ", version.getValue())))
                                .collect(Collectors.joining("\n"))
                        + "\n\nThis is what was missing: " + cause,
                "Depend on io.github.chatpin:camel-chatpin-starter instead of camel-chatpin-component: it takes Camel in"
                        + " the version of your camel-spring-boot-bom. Or import org.apache.camel:camel-bom in that"
                        + " version, too.",
                rootFailure);
    }

    private SortedMap<String, List<String>> jarsByVersion() {
        SortedMap<String, List<String>> jars = new TreeMap<>();
        for (String jar : JARS) {
            version(jar).ifPresent(version -> jars.computeIfAbsent(version, any -> new ArrayList<>())
                    .add(jar.substring(jar.indexOf('/') + 1)));
        }
        return jars;
    }

    /** Returns nothing where a jar is absent, or was repackaged without what Maven leaves in it. */
    private Optional<String> version(String jar) {
        try (InputStream file = classPath.getResourceAsStream("META-INF/maven/" + jar + "/pom.properties")) {
            if (file == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(file);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
