package io.github.chatpin.camel;

import io.github.chatpin.camel.security.Fingerprint;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a directory, each for a name. They, and the directory if this makes it, are for their owner alone where the
 * file system knows POSIX permissions. A file is written anew beside the old one, forced to the disk, and put in its place
 * in one step.
 */
final class OwnerFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerFiles.class);

    private final Path directory;

    OwnerFiles(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
        if (directory.getFileSystem() != FileSystems.getDefault()) { // write needs files that are no channels
            throw new IllegalArgumentException("directory: must be of the default file system");
        }
    }

    /** The name tells a person what the file is about, its digest keeps names apart that a file's name would not. */
    Path file(String name) {
        String readable = name.replaceAll("[^A-Za-z0-9.-]+", "_");
        String shortened = readable.substring(0, Math.min(readable.length(), 100));
        return directory.resolve("%s_%s.json".formatted(shortened, Fingerprint.of(name)));
    }

    void checkThatFilesCanBeMade() {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new IllegalStateException(existing + " is no directory in which files can be made");
        }
    }

    void write(String name, byte[] bytes) throws IOException {
        Path file = file(name);
        Path written = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".new");
        Files.createDirectories(directory, forTheOwner("rwx------"));
        try {
            writeNew(written, bytes);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        forceDirectory();
    }

    void delete(String name) throws IOException {
        if (Files.deleteIfExists(file(name))) {
            forceDirectory();
        }
    }

    // Not by a channel, which a thread that is interrupted, as by a shutdown, cannot write to.
    private void writeNew(Path file, byte[] bytes) throws IOException {
        Files.createFile(file, forTheOwner("rw-------"));
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    /** Makes a change of the directory outlast a power cut, where a directory can be opened for that. */
    private void forceDirectory() throws IOException {
        if (isPosix()) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (ClosedByInterruptException e) {
                LOG.debug("{} was not forced to the disk, since the thread was interrupted", directory);
            }
        }
    }

    private FileAttribute<?>[] forTheOwner(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
