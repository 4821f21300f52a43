package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are what their Content-Encoding says, and bodies that are not. */
class ContentCodingTest {

    private static final int LIMIT = 100_000;
    private static final byte[] PLAIN = "{\"error\":\"ACCESS_ERROR\"}".getBytes(StandardCharsets.UTF_8);

    private final ContentCoding coding = new ContentCoding(LIMIT);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip ", "identity, gzip", "gzip, UTF-8"})
    void decodesGzip(String codings) throws IOException {
        assertThat(coding.decode(gzip(PLAIN), codings)).isEqualTo(PLAIN);
    }

    @Test
    void decodesBothKindsOfDeflate() throws IOException {
        assertThat(coding.decode(deflate(PLAIN, false), "deflate")).isEqualTo(PLAIN);
        assertThat(coding.decode(deflate(PLAIN, true), "deflate")).isEqualTo(PLAIN);
    }

    @Test
    void undoesTheLastCodingFirst() throws IOException {
        assertThat(coding.decode(gzip(deflate(PLAIN, false)), "deflate, gzip")).isEqualTo(PLAIN);
        assertThat(coding.decode(gzip(gzip(PLAIN)), "gzip, gzip")).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", ",", "gzip", "deflate", "gzip, deflate", "deflate, gzip", "br", "UTF-8", "none", "gzip;q=1"})
    void leavesABodyThatIsNotWhatItClaims(String codings) throws IOException {
        assertThat(coding.decode(PLAIN, codings)).isEqualTo(PLAIN);
        assertThat(coding.decode(new byte[0], codings)).isEmpty();
    }

    @Test
    void leavesABodyThatEndsTooEarlyOrIsSpoilt() throws IOException {
        byte[] whole = gzip(PLAIN);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(coding.decode(part, "gzip")).isEqualTo(part);
        }
        byte[] otherChecksum = whole.clone();
        otherChecksum[whole.length - 8]++;
        assertThat(coding.decode(otherChecksum, "gzip")).isEqualTo(otherChecksum);
        byte[] zlib = Arrays.copyOf(deflate(PLAIN, false), 12);
        assertThat(coding.decode(zlib, "deflate")).isEqualTo(zlib);
        byte[] withDictionary = HexFormat.of().parseHex("78bb00000001030000");
        assertThat(coding.decode(withDictionary, "deflate")).isEqualTo(withDictionary);
    }

    @Test
    void joinsTheMembersOfGzip() throws IOException {
        byte[] one = gzip("{\"error\":".getBytes(StandardCharsets.UTF_8));
        byte[] other = gzip("\"ACCESS_ERROR\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(coding.decode(joined(one, other), "gzip")).isEqualTo(PLAIN);
        assertThat(coding.decode(joined(one, other, new byte[50]), "gzip")).isEqualTo(PLAIN);
    }

    @Test
    void readsAHeaderWithAllThatItMayHave() throws IOException {
        byte[] usual = gzip(PLAIN);
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.writeBytes(HexFormat.of().parseHex("1f8b081e0000000000ff"));
        full.writeBytes(HexFormat.of().parseHex("0300010203")); // extra
        full.writeBytes("name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        full.writeBytes(new byte[2]); // the header's checksum
        full.write(usual, 10, usual.length - 10);

        assertThat(coding.decode(full.toByteArray(), "gzip")).isEqualTo(PLAIN);
    }

    @Test
    void readsNoMoreThanItMay() throws IOException {
        assertThat(coding.decode(gzip(new byte[LIMIT]), "gzip")).hasSize(LIMIT);

        byte[] half = gzip(new byte[LIMIT / 2 + 1]);
        for (byte[] bomb : new byte[][] {gzip(new byte[LIMIT + 1]), gzip(new byte[50_000_000]), joined(half, half)}) {
            assertThatThrownBy(() -> coding.decode(bomb, "gzip"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The answer is longer than 100000 bytes");
        }
        byte[] deflated = deflate(new byte[LIMIT + 1], false);
        assertThatThrownBy(() -> coding.decode(deflated, "deflate")).isInstanceOf(IOException.class);
        byte[] twice = gzip(gzip(new byte[50_000_000]));
        assertThatThrownBy(() -> coding.decode(twice, "gzip, gzip")).isInstanceOf(IOException.class);
    }

    /** The JDK's own stream goes one call deeper with each of them. */
    @Test
    void readsTensOfThousandsOfEmptyMembers() throws IOException {
        byte[] empty = gzip(new byte[0]);
        byte[] many = new byte[empty.length * 50_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = empty[i % empty.length];
        }

        assertThat(coding.decode(joined(many, gzip(PLAIN)), "gzip")).isEqualTo(PLAIN);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(encoded)) {
            gzip.write(plain);
        }
        return encoded.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
        return new DeflaterInputStream(new ByteArrayInputStream(plain), new Deflater(Deflater.DEFAULT_COMPRESSION, raw))
                .readAllBytes();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
