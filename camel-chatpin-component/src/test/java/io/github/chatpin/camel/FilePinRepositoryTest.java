package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

class FilePinRepositoryTest {

    private static final String KEY = "bitrix24 acme.bitrix24.com user 1";
    private static final String PINS = "{\"version\":1,\"pinned\":{}}";

    @TempDir
    Path temporary;

    @Test
    void keepsNothingAtFirst() {
        assertThat(repository().getState(KEY)).isNull();
        assertThat(temporary.resolve("pins")).as("made by asking").doesNotExist();
    }

    @Test
    void outlivesTheProcess() {
        repository().setState(KEY, PINS);

        assertThat(repository().getState(KEY)).isEqualTo(PINS);
    }

    @Test
    void keepsTheLastValue() throws IOException {
        repository().setState(KEY, "long ".repeat(40_000));
        repository().setState(KEY, PINS);

        assertThat(repository().getState(KEY)).isEqualTo(PINS);
        assertThat(files()).as("nothing else is left behind").hasSize(1);
    }

    @Test
    void writesALineThatAPersonCanRead() throws IOException {
        repository().setState(KEY, "Zoë");

        assertThat(Files.readString(files().get(0))).isEqualTo("Zoë\n");
    }

    @Test
    void readsTheFileEachTime() throws IOException {
        FilePinRepository repository = repository();
        repository.setState(KEY, PINS);
        Files.writeString(files().get(0), "changed, without a line end");

        assertThat(repository.getState(KEY)).isEqualTo("changed, without a line end");
    }

    /** What cannot be read is for the endpoint to set aside; it must not keep it from starting. */
    @Test
    void givesWhatIsInNoUtf8AsFarAsItCanBeRead() throws IOException {
        repository().setState(KEY, PINS);
        Files.write(files().get(0), "{\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(repository().getState(KEY)).isEqualTo("{\"Zo\ufffd\"}");
    }

    @Test
    void removesTheFileOfAValueThatIsNull() throws IOException {
        repository().setState(KEY, PINS);
        repository().setState(KEY, null);

        assertThat(repository().getState(KEY)).isNull();
        assertThat(files()).isEmpty();
    }

    @Test
    void removesNothingWhereNothingIs() {
        repository().setState(KEY, null);

        assertThat(temporary.resolve("pins")).doesNotExist();
    }

    @Test
    void tellsKeysApartThatLookAlikeAsFiles() {
        repository().setState("bitrix24 acme.bitrix24.com user 1", PINS);

        assertThat(repository().getState("bitrix24 acme.bitrix24.com user/1")).isNull();
        assertThat(repository().getState("bitrix24 acme.bitrix24.com user_1")).isNull();
    }

    @Test
    void namesTheFileAfterTheKeyWithinTheDirectory() throws IOException {
        repository().setState("../../" + "x".repeat(1000), PINS);
        repository().setState(KEY, PINS);

        assertThat(files()).hasSize(2).anyMatch(file -> file.getFileName()
                .toString()
                .matches("bitrix24_acme\\.bitrix24\\.com_user_1_\\w+\\.json"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
    void isForTheOwnerAlone() throws IOException {
        repository().setState(KEY, PINS);

        assertThat(permissions(temporary.resolve("pins"))).isEqualTo("rwx------");
        assertThat(files()).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }

    @Test
    void leavesTheOldValueWhereTheNewOneCannotBeWritten() throws IOException {
        repository().setState(KEY, PINS);
        Path file = files().get(0);
        Path inTheWay = file.resolveSibling("aside");
        Files.move(file, inTheWay);
        Files.createDirectories(file.resolve("not empty")); // so that nothing can be moved there

        assertThatThrownBy(() -> repository().setState(KEY, "new")).isInstanceOf(UncheckedIOException.class);
        assertThat(files()).containsExactlyInAnyOrder(file, inTheWay);
    }

    @Test
    void failsWhereTheFileCannotBeRead() throws IOException {
        repository().setState(KEY, PINS);
        Path file = files().get(0);
        Files.delete(file);
        Files.createDirectory(file);

        assertThatThrownBy(() -> repository().getState(KEY)).isInstanceOf(UncheckedIOException.class);
    }

    /** As one is that writes when the context's stop takes too long. */
    @Test
    void writesOnAThreadThatIsInterrupted() {
        Thread.currentThread().interrupt();

        repository().setState(KEY, PINS);

        assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
        assertThat(repository().getState(KEY)).isEqualTo(PINS);
    }

    @Test
    void isUsableBeforeAndAfterItsStop() throws IOException {
        FilePinRepository repository = repository();
        repository.setState(KEY, PINS);
        repository.start();
        repository.start();
        repository.stop();
        repository.close();

        assertThat(repository.getState(KEY)).isEqualTo(PINS);
    }

    @Test
    void refusesADirectoryThatIsInNoFileSystemOfTheMachine() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(temporary.resolve("a.zip"), Map.of("create", "true"))) {
            Path directory = zip.getPath("/pins");

            assertThatThrownBy(() -> new FilePinRepository(directory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("directory: must be of the default file system");
        }
    }

    private FilePinRepository repository() {
        return new FilePinRepository(temporary.resolve("pins"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("pins"))) {
            return files.toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
