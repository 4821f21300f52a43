package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not as it was written is refused by its name, without what it holds. */
class FileOAuthTokenStoreFuzzTest {

    @TempDir
    static Path directory;

    private static FileOAuthTokenStore store;
    private static Path file;

    @BeforeAll
    static void saveTokens() throws IOException {
        store = new FileOAuthTokenStore(directory);
        store.save("account", new OAuthTokens("access", "refresh"));
        try (Stream<Path> files = Files.list(directory)) {
            file = files.findAny().orElseThrow();
        }
    }

    @DictionaryEntries({"\"accessToken\":", "\"refreshToken\":", "{}", "[]", "null"})
    @FuzzTest(maxDuration = "10m")
    void readsAnyFile(byte[] input) throws IOException {
        Files.write(file, input);
        try {
            assertThat(store.load("account")).isPresent();
        } catch (IllegalStateException refused) {
            assertThat(refused.getMessage().replace(file.toString(), "the file"))
                    .isIn(
                            "the file holds no tokens; remove it to begin with the configured ones",
                            "the file is no JSON; remove it to begin with the configured tokens");
            assertThat(refused.getCause()).isNull();
        }
    }
}
