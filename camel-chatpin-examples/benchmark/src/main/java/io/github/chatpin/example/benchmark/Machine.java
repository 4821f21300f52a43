package io.github.chatpin.example.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the numbers were measured on, and when.
 *
 * @param day the day
 * @param processor model and number of cores
 * @param system the operating system
 * @param javaVersion the JDK
 * @param heapMegabytes the most heap that this JVM takes
 */
record Machine(LocalDate day, String processor, String system, String javaVersion, long heapMegabytes) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    static Machine current() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                LocalDate.now(),
                runtime.availableProcessors() + " cores"
                        + cpuModel().map(model -> " of " + model).orElse(""),
                "%s %s, %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.runtime.version")),
                runtime.maxMemory() >> 20);
    }

    private static Optional<String> cpuModel() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }

    /** Returns one line. */
    String describe() {
        return "Measured on %s: %s, %s, %s, heap of %s MB."
                .formatted(day, processor, system, javaVersion, heapMegabytes);
    }
}
