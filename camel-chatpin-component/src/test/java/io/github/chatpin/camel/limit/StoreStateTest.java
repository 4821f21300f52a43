package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StoreStateTest {

    @Test
    void tellsTheKindOfAFailureByItsRoot() {
        assertThat(StoreState.kindOf(new CompletionException(new IOException("at redis://:s3cr3t@host"))))
                .isEqualTo("java.io.IOException");
    }

    @Test
    void tellsAKindThoughTheCausesFormACircle() {
        IOException one = new IOException("one");
        IOException other = new IOException("other", one);
        one.initCause(other);

        String kind = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> StoreState.kindOf(new CompletionException(one)));

        assertThat(kind).isEqualTo("java.io.IOException");
    }
}
