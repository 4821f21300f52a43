package io.github.chatpin.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.camel.spi.StateRepository;

/**
 * Keeps in files which chats were pinned, and when, for the option {@code pinRepository}: a file for each user of a portal
 * and for each instance of a gateway. A file holds one line of JSON in UTF-8, with at most 1000 chats for each method. There
 * is no secret in it, but there are chat ids and <b>phone numbers</b>. The name begins with what it is about, such as
 * {@code bitrix24_acme.bitrix24.com_user_1}, and ends with a digest and {@code .json}.
 *
 * <p>The files, and the directory if this makes it, are for their owner alone where the file system knows POSIX permissions;
 * elsewhere protect the directory. A file is written anew beside the old one, forced to the disk, and put in its place in
 * one step: whenever the process ends, one of the two is there, whole. (If it ends in the middle of that, a file
 * {@code *.new} may be left behind.)
 *
 * <p>A file is read when its first endpoint starts. Each process writes all that it knows itself, so several processes that
 * write to one directory lose each other's marks. What cannot be read or written is an {@link UncheckedIOException}.
 */
public class FilePinRepository implements StateRepository<String, String> {

    private static final String LINE_END = "\n";

    private final OwnerFiles files;

    /**
     * @param directory where the files are; it is made when the first one is written
     * @throws IllegalArgumentException if it is not of the default file system, but for instance in an archive
     */
    public FilePinRepository(Path directory) {
        this.files = new OwnerFiles(directory);
    }

    /** Returns what the file of a key holds now, {@code null} if there is no such file. */
    @Override
    public String getState(String key) {
        try {
            // Not decoded strictly: what is damaged is for the reader to refuse, and no reason not to start.
            String text = new String(Files.readAllBytes(files.file(key)), StandardCharsets.UTF_8);
            return text.endsWith(LINE_END) ? text.substring(0, text.length() - LINE_END.length()) : text;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file of a key. For a value of {@code null} the file is removed. */
    @Override
    public void setState(String key, String value) {
        try {
            if (value == null) {
                files.delete(key);
            } else {
                files.write(key, (value + LINE_END).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does nothing: a file is open only while it is read or written. */
    @Override
    public void start() {
        // no resource is held
    }

    /** Does nothing. The repository can be used before, between and after starts. */
    @Override
    public void stop() {
        // no resource is held
    }
}
