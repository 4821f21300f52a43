package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What the jar tells the makers of native images: which types are used by reflection and which files are read. The
 * metadata says that of any image; Quarkus finds most of it by itself.
 */
class ReachabilityMetadataTest {

    private static final String FOLDER = "META-INF/native-image/io.github.chatpin/camel-chatpin-component/";
    private static final String PACKAGE = "io.github.chatpin.camel";

    private final Path classes = Path.of(ChatPinComponent.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());
    private final JsonNode metadata = new ObjectMapper()
            .readTree(classes.resolve(FOLDER + "reachability-metadata.json").toFile());

    ReachabilityMetadataTest() throws IOException {}

    @Test
    void eachTypeExists() {
        assertThat(values(metadata.path("reflection"), "type"))
                .doesNotHaveDuplicates()
                .allSatisfy(ReachabilityMetadataTest::load);
        assertThat(metadata.findValuesAsText("typeReached")).isNotEmpty().allSatisfy(ReachabilityMetadataTest::load);
    }

    @Test
    void eachGlobMatchesAFile() throws IOException {
        List<Path> files = files("");

        assertThat(values(metadata.path("resources"), "glob"))
                .allSatisfy(glob -> assertThat(files).anyMatch(matcher(glob)::matches));
    }

    /** Languages such as Simple call them by reflection, and properties make stores by their class names. */
    @Test
    void allPublicTypesOfTheRootAreThere() throws IOException {
        List<String> types = files("io/github/chatpin/camel").stream()
                .filter(file -> file.getParent().endsWith("io/github/chatpin/camel"))
                .filter(file -> file.toString().endsWith(".class"))
                .map(file -> PACKAGE + "." + file.getFileName().toString().replace(".class", ""))
                .filter(type -> isPublic(load(type)))
                .toList();

        assertThat(types).contains(PinResult.class.getName(), ChatPinException.Origin.class.getName());
        assertThat(values(metadata.path("reflection"), "type")).containsAll(types);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    @Test
    void allServicesAreThere() throws IOException {
        List<String> services = new ArrayList<>();
        for (Path file : files("META-INF/services")) {
            for (String line : Files.readAllLines(classes.resolve(file))) {
                String name = line.replaceFirst("^class=", "");
                if (name.startsWith(PACKAGE)) {
                    services.add(name);
                }
            }
        }

        assertThat(services).hasSizeGreaterThan(5);
        assertThat(values(metadata.path("reflection"), "type")).containsAll(services);
    }

    @Test
    void allFilesThatAreReadAtRunTimeAreThere() throws IOException {
        List<PathMatcher> globs = values(metadata.path("resources"), "glob")
                .map(ReachabilityMetadataTest::matcher)
                .toList();

        List<Path> files = new ArrayList<>();
        for (String folder : List.of("META-INF/services", "META-INF/chatpin", "META-INF/io", "kamelets")) {
            files.addAll(files(folder));
        }
        files.removeIf(file -> file.endsWith("component.properties")); // which only tools read

        assertThat(files).allSatisfy(file -> assertThat(globs).anyMatch(glob -> glob.matches(file)));
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
            return files.filter(Files::isRegularFile).map(classes::relativize).toList();
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    private static Stream<String> values(JsonNode entries, String field) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries.iterator(), Spliterator.ORDERED), false)
                .map(entry -> entry.path(field).asText());
    }

    private static Class<?> load(String type) {
        try {
            return Class.forName(type, false, ChatPinComponent.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(type, e);
        }
    }
}
