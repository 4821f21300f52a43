package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void isTheBeginningOfASha256() {
        assertThat(Fingerprint.of("abc")).isEqualTo("ba7816bf8f01cfea");
    }
}
