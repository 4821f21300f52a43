package io.github.chatpin.camel.quarkus.deployment;

import io.github.chatpin.camel.ChatPinComponent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;

/** The component as it comes to an application: its jar, or the folder of its classes where it is not packaged yet. */
final class ComponentJar implements AutoCloseable {

    private final FileSystem opened;
    private final Path root;

    ComponentJar() throws IOException {
        Path location = location();
        opened = Files.isDirectory(location) ? null : FileSystems.newFileSystem(location);
        root = opened == null ? location : opened.getPath("/");
    }

    private static Path location() {
        try {
            URI location = ChatPinComponent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the index that the jar brings, from which Quarkus knows its classes. */
    Index index() throws IOException {
        try (InputStream index = Files.newInputStream(root.resolve("META-INF/jandex.idx"))) {
            return new IndexReader(index).read();
        }
    }

    /** Returns the names of the files in a folder and those below it. */
    List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
