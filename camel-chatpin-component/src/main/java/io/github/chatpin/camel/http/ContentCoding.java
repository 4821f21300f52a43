package io.github.chatpin.camel.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes what {@code Content-Encoding} says was done to a body, if it was done: servers and proxies also claim gzip for
 * plain text, and name codings that are none. What cannot be decoded stays as it is.
 *
 * @param limit the most bytes that a body may have when it is decoded
 */
record ContentCoding(int limit) {

    /** The codings to ask for. */
    static final String ACCEPTED = "gzip, deflate";

    private static final int BUFFER = 8192;

    // RFC 1952: a member is a header, deflated data, and a trailer of checksum and length.
    private static final int MAGIC = 0x8b1f;
    private static final int HEADER = 10;
    private static final int FLAGS = 3;
    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    /**
     * Returns the body as it was before it was encoded.
     *
     * @param codings the value of {@code Content-Encoding}, or {@code null}
     * @throws IOException if it is longer than it may be
     */
    byte[] decode(byte[] body, String codings) throws IOException {
        byte[] decoded = body;
        String[] applied = codings == null ? new String[0] : codings.split(",");
        for (int last = applied.length - 1; last >= 0; last--) {
            decoded = undo(applied[last].strip(), decoded);
        }
        return decoded;
    }

    private byte[] undo(String coding, byte[] body) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                return isGzip(in) ? gunzip(in) : body;
            }
            return coding.equalsIgnoreCase("deflate") ? inflate(in) : body;
        } catch (DataFormatException | BufferUnderflowException e) { // the latter where it ends too early
            return body;
        }
    }

    private static boolean isGzip(ByteBuffer in) {
        return in.remaining() > HEADER && Short.toUnsignedInt(in.getShort(in.position())) == MAGIC;
    }

    /** Joins the members, of which there may be several; what follows them is filling. */
    private byte[] gunzip(ByteBuffer in) throws IOException, DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        try {
            while (isGzip(in)) {
                skipHeader(in);
                CRC32 checksum = new CRC32();
                inflater.reset();
                inflate(inflater, in, out, checksum);
                if (in.getInt() != (int) checksum.getValue()) {
                    throw new DataFormatException("Wrong checksum");
                }
                in.getInt(); // the length, which the checksum covers
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static void skipHeader(ByteBuffer in) {
        int flags = in.get(in.position() + FLAGS);
        skip(in, HEADER);
        if ((flags & HAS_EXTRA) != 0) {
            skip(in, Short.toUnsignedInt(in.getShort()));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText(in);
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText(in);
        }
        if ((flags & HAS_HEADER_CHECKSUM) != 0) {
            skip(in, Short.BYTES);
        }
    }

    private static void skip(ByteBuffer in, int bytes) {
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + bytes);
    }

    private static void skipText(ByteBuffer in) {
        while (in.get() != 0) {
            // up to its end
        }
    }

    /** By its name this is the zlib format, but servers also leave that out. */
    private byte[] inflate(ByteBuffer in) throws IOException, DataFormatException {
        boolean isZlib = in.remaining() > 1
                && (in.get(0) & 0x0f) == 8
                && (Byte.toUnsignedInt(in.get(0)) << 8 | Byte.toUnsignedInt(in.get(1))) % 31 == 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(!isZlib);
        try {
            inflate(inflater, in, out, new CRC32());
        } finally {
            inflater.end();
        }
        if (in.hasRemaining()) { // text may happen to begin as deflated data does
            throw new DataFormatException("More than deflated data");
        }
        return out.toByteArray();
    }

    private void inflate(Inflater inflater, ByteBuffer in, ByteArrayOutputStream out, CRC32 checksum)
            throws IOException, DataFormatException {
        byte[] buffer = new byte[BUFFER];
        inflater.setInput(in);
        while (!inflater.finished()) {
            int length = inflater.inflate(buffer);
            if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new DataFormatException("Ends too early");
            }
            checksum.update(buffer, 0, length);
            out.write(buffer, 0, length);
            if (out.size() > limit) {
                throw new IOException("The answer is longer than " + limit + " bytes");
            }
        }
    }
}
