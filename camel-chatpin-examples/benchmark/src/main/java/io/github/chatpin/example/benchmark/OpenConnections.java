package io.github.chatpin.example.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts connections on this machine, as Linux lists them. */
final class OpenConnections {

    private static final List<Path> LISTS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final String ESTABLISHED = "01";

    private OpenConnections() {}

    /** Returns how many connections a server on this machine has that are open on both sides. */
    static int ofServer(int port) throws IOException {
        String address = ":%04X".formatted(port);
        int count = 0;
        for (Path list : LISTS) {
            try (Stream<String> lines = Files.lines(list)) {
                count += (int) lines.map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns[LOCAL_ADDRESS].endsWith(address))
                        .filter(columns -> columns[STATE].equals(ESTABLISHED))
                        .count();
            }
        }
        return count;
    }
}
