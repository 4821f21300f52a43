package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileOAuthTokenStoreTest {

    private static final String ACCOUNT = "https://acme.bitrix24.com local.1 0011223344556677";
    private static final OAuthTokens TOKENS = new OAuthTokens("at-1", "rt-1");

    @TempDir
    Path temporary;

    @Test
    void keepsNothingAtFirst() {
        assertThat(store().load(ACCOUNT)).isEmpty();
        assertThat(temporary.resolve("tokens")).as("made by asking").doesNotExist();
    }

    @Test
    void outlivesTheProcess() {
        store().save(ACCOUNT, TOKENS);

        assertThat(store().load(ACCOUNT)).contains(TOKENS);
    }

    /** Better now than when the refresh token has been spent. */
    @Test
    void refusesADirectoryThatIsInNoFileSystemOfTheMachine() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(temporary.resolve("a.zip"), Map.of("create", "true"))) {
            Path directory = zip.getPath("/tokens");

            assertThatThrownBy(() -> new FileOAuthTokenStore(directory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("directory: must be of the default file system");
        }
    }

    @Test
    void keepsTheLastPair() throws IOException {
        store().save(ACCOUNT, TOKENS);
        store().save(ACCOUNT, new OAuthTokens("at-2", "rt-2"));

        assertThat(store().load(ACCOUNT)).contains(new OAuthTokens("at-2", "rt-2"));
        assertThat(files()).as("nothing else is left behind").hasSize(1);
    }

    @Test
    void tellsAccountsApartWhoseNamesLookAlikeAsFiles() {
        store().save("https://acme.example local.1", TOKENS);

        assertThat(store().load("https://acme.example/local.1")).isEmpty();
        assertThat(store().load("https://acme.example local_1")).isEmpty();
    }

    @Test
    void namesTheFileAfterTheAccountWithinTheDirectory() throws IOException {
        store().save("../../" + "x".repeat(1000), TOKENS);
        store().save(ACCOUNT, TOKENS);

        assertThat(files())
                .hasSize(2)
                .anyMatch(file -> file.getFileName().toString().startsWith("https_acme.bitrix24.com_local.1_"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
    void isForTheOwnerAlone() throws IOException {
        store().save(ACCOUNT, TOKENS);

        assertThat(permissions(temporary.resolve("tokens"))).isEqualTo("rwx------");
        assertThat(files()).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }

    @Test
    void leavesTheOldPairWhereTheNewOneCannotBeWritten() throws IOException {
        store().save(ACCOUNT, TOKENS);
        Path file = files().get(0);
        Path inTheWay = file.resolveSibling("aside");
        Files.move(file, inTheWay);
        Files.createDirectories(file.resolve("not empty")); // so that nothing can be moved there

        assertThatThrownBy(() -> store().save(ACCOUNT, new OAuthTokens("at-2", "rt-2")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(files()).containsExactlyInAnyOrder(file, inTheWay);
    }

    /** As a sender is when the context's stop takes too long: the old refresh token is spent by then. */
    @Test
    void savesOnAThreadThatIsInterrupted() {
        Thread.currentThread().interrupt();

        store().save(ACCOUNT, TOKENS);

        assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
        assertThat(store().load(ACCOUNT)).contains(TOKENS);
    }

    @Test
    void saysAtOnceThatNothingCanBeSaved() throws IOException {
        Path inTheWay = Files.createFile(temporary.resolve("tokens"));

        assertThatThrownBy(() -> store().load(ACCOUNT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(inTheWay + " is no directory in which files can be made");
    }

    @Test
    void saysWhichFileIsDamagedWithoutWhatItHolds() throws IOException {
        store().save(ACCOUNT, TOKENS);
        Path file = files().get(0);

        for (String damaged : List.of("", "{\"accessToken\":\"at-1", "{\"accessToken\":\"at-1\"}", "[\"at-1\"]")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> store().load(ACCOUNT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoCause()
                    .hasMessageStartingWith(file.toString())
                    .hasMessageNotContaining("at-1");
        }
    }

    @Test
    void saysThatAFileInNoEncodingOfJsonIsDamaged() throws IOException {
        store().save(ACCOUNT, TOKENS);
        Path file = files().get(0);
        Files.write(file, new byte[] {0, 0, 0, '{', -1, -1, -1, -1});

        assertThatThrownBy(() -> store().load(ACCOUNT))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith(file + " is no JSON");
    }

    @Test
    void doesNotPrintTokens() {
        assertThat(TOKENS).hasToString("OAuthTokens");
    }

    private FileOAuthTokenStore store() {
        return new FileOAuthTokenStore(temporary.resolve("tokens"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("tokens"))) {
            return files.toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
