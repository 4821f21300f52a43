package io.github.chatpin.camel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ChatPinRuntimeTest {

    @Test
    void continuesARouteOnTheCurrentThreadWhereThereIsNoOther() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getExecutorServiceManager().addThreadFactoryListener((source, factory) -> withoutThreads());
            context.start();
            ChatPinRuntime runtime = ChatPinRuntime.of(context);
            List<Thread> continuedOn = new ArrayList<>();

            runtime.continueRoute(() -> {
                assertThat(runtime.isOwnThread()).isTrue();
                continuedOn.add(Thread.currentThread());
            });

            assertThat(continuedOn).containsExactly(Thread.currentThread());
            assertThat(runtime.isOwnThread()).isFalse();
        }
    }

    private static ThreadFactory withoutThreads() {
        return task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
    }
}
