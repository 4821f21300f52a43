package io.github.chatpin.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps each account's tokens in a file of its own, in clear. The files, and the directory if this makes it, are for
 * their owner alone where the file system knows POSIX permissions; elsewhere protect the directory. A file is written
 * anew beside the old one, forced to the disk, and put in its place in one step: whenever the process ends, one of the
 * two is there, whole. (If it ends in the middle of that, a file {@code *.new} may be left behind.)
 *
 * <p>For one process at a time: it does not keep two from renewing the same tokens. {@link JdbcOAuthTokenStore} does.
 */
public class FileOAuthTokenStore implements OAuthTokenStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final OwnerFiles files;

    /**
     * @param directory where the files are; it is made when the first one is saved
     * @throws IllegalArgumentException if it is not of the default file system, but for instance in an archive
     */
    public FileOAuthTokenStore(Path directory) {
        this.files = new OwnerFiles(directory);
    }

    @Override
    public Optional<OAuthTokens> load(String account) {
        files.checkThatFilesCanBeMade(); // better now than when the refresh token has been spent
        Path file = files.file(account);
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

    @Override
    public void save(String account, OAuthTokens tokens) {
        try {
            files.write(
                    account,
                    JSON.writeValueAsBytes(JSON.createObjectNode()
                            .put("account", account)
                            .put("accessToken", tokens.accessToken())
                            .put("refreshToken", tokens.refreshToken())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
