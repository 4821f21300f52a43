package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.AccountSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

// snippet decrypting
/** Secrets are encrypted with AES-GCM, and kept in Base64: first the nonce, then text and tag. */
final class DecryptingAccountSource implements AccountSource {

    private static final List<String> SECRETS =
            List.of("authorizationToken", "accessToken", "refreshToken", "clientSecret", "token");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final AccountSource source;
    private final SecretKey key;

    DecryptingAccountSource(AccountSource source, SecretKey key) {
        this.source = source;
        this.key = key;
    }

    @Override
    public Optional<Map<String, String>> find(String name) {
        return source.find(name).map(options -> {
            Map<String, String> clear = new HashMap<>(options);
            SECRETS.forEach(option -> clear.computeIfPresent(option, this::decrypted));
            return clear;
        });
    }

    private String decrypted(String option, String value) {
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
            byte[] secret = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(option + " cannot be decrypted"); // the cause may repeat a part of it
        }
    }

    /** Makes what the column of a secret gets. */
    String encrypted(String secret) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.ENCRYPT_MODE, key); // with a new nonce
        byte[] nonce = cipher.getIV();
        byte[] bytes = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        byte[] both = ByteBuffer.allocate(nonce.length + bytes.length)
                .put(nonce)
                .put(bytes)
                .array();
        return Base64.getEncoder().encodeToString(both);
    }
}
// end
