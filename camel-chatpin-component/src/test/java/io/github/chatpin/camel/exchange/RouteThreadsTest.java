package io.github.chatpin.camel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteThreadsTest {

    @Test
    void continuesARouteOnTheCurrentThreadWhereThereIsNoOther() {
        RouteThreads threads = new RouteThreads(task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        List<Thread> continuedOn = new ArrayList<>();

        threads.continueRoute(() -> {
            assertThat(threads.isOwnThread()).isTrue();
            continuedOn.add(Thread.currentThread());
        });

        assertThat(continuedOn).containsExactly(Thread.currentThread());
        assertThat(threads.isOwnThread()).isFalse();
    }
}
