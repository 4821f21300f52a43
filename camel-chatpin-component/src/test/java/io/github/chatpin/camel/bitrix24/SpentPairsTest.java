package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.OAuthTokens;
import org.junit.jupiter.api.Test;

class SpentPairsTest {

    private final SpentPairs pairs = new SpentPairs();

    @Test
    void knowsAPairByBothItsTokens() {
        pairs.add(new OAuthTokens("at-0", "rt-0"));

        assertThat(pairs.contains(new OAuthTokens("at-0", "rt-0"))).isTrue();
        assertThat(pairs.contains(new OAuthTokens("at-1", "rt-0"))).isFalse();
        assertThat(pairs.contains(new OAuthTokens("at-0", "rt-1"))).isFalse();
    }

    @Test
    void knowsTheLastHundred() {
        for (int i = 0; i <= 100; i++) {
            pairs.add(new OAuthTokens("at-" + i, "rt-" + i));
        }

        assertThat(pairs.contains(new OAuthTokens("at-0", "rt-0"))).isFalse();
        assertThat(pairs.contains(new OAuthTokens("at-1", "rt-1"))).isTrue();
        assertThat(pairs.contains(new OAuthTokens("at-100", "rt-100"))).isTrue();
    }
}
