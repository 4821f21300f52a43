package io.github.chatpin.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.security.Fingerprint;
import java.io.CharConversionException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each account's tokens in a file of its own, in clear. The files, and the directory if this makes it, are for
 * their owner alone where the file system knows POSIX permissions; elsewhere protect the directory. A file is written
 * anew beside the old one, forced to the disk, and put in its place in one step: whenever the process ends, one of the
 * two is there, whole. (If it ends in the middle of that, a file {@code *.new} may be left behind.)
 *
 * <p>For one process at a time: it does not keep two from renewing the same tokens. {@link JdbcOAuthTokenStore} does.
 */
public class FileOAuthTokenStore implements OAuthTokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileOAuthTokenStore.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;

    /**
     * @param directory where the files are; it is made when the first one is saved
     * @throws IllegalArgumentException if it is not of the default file system, but for instance in an archive
     */
    public FileOAuthTokenStore(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
        if (directory.getFileSystem() != FileSystems.getDefault()) { // save needs files that are no channels
            throw new IllegalArgumentException("directory: must be of the default file system");
        }
    }

    @Override
    public Optional<OAuthTokens> load(String account) {
        checkThatFilesCanBeMade(); // better now than when the refresh token has been spent
        Path file = file(account);
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            JsonNode accessToken = json.path("accessToken");
            JsonNode refreshToken = json.path("refreshToken");
            if (!accessToken.isTextual() || !refreshToken.isTextual()) {
                throw new IllegalStateException(file + " holds no tokens; remove it to begin with the configured ones");
            }
            return Optional.of(new OAuthTokens(accessToken.textValue(), refreshToken.textValue()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | CharConversionException e) {
            // The cause repeats the file's text.
            throw new IllegalStateException(file + " is no JSON; remove it to begin with the configured tokens");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkThatFilesCanBeMade() {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new IllegalStateException(existing + " is no directory in which files can be made");
        }
    }

    @Override
    public void save(String account, OAuthTokens tokens) {
        Path file = file(account);
        Path written = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            byte[] json = JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("account", account)
                    .put("accessToken", tokens.accessToken())
                    .put("refreshToken", tokens.refreshToken()));
            Files.createDirectories(directory, forTheOwner("rwx------"));
            try {
                write(written, json);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
            forceDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Not by a channel, which a thread that is interrupted, as by a shutdown, cannot write to.
    private void write(Path file, byte[] bytes) throws IOException {
        Files.createFile(file, forTheOwner("rw-------"));
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    /** Makes the move outlast a power cut, where a directory can be opened for that. */
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

    /** The account's name says whose tokens they are, its digest keeps names apart that a file's name would not. */
    private Path file(String account) {
        String readable = account.replaceAll("[^A-Za-z0-9.-]+", "_");
        String shortened = readable.substring(0, Math.min(readable.length(), 100));
        return directory.resolve("%s_%s.json".formatted(shortened, Fingerprint.of(account)));
    }
}
