package io.github.chatpin.example.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where files with chats go.
 *
 * @param path the folder that the settings name
 */
record DropFolder(Path path) {

    /** Drops a file, which is seen with all its lines or not at all. */
    void drop(String platform, String name, List<String> lines) throws IOException {
        Path folder = Files.createDirectories(path.resolve(platform));
        Path hidden = Files.write(folder.resolve("." + name), lines);
        Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean isDone(String platform, String name) {
        return Files.exists(path.resolve(platform).resolve(".done").resolve(name));
    }

    boolean hasFailed(String platform, String name) {
        return Files.exists(path.resolve(platform).resolve(".failed").resolve(name));
    }
}
