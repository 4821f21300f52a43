package io.github.chatpin.example.fakes;

import io.github.chatpin.camel.fake.FakeUpstream;
import java.util.List;

/** A stand-in that has been started. */
interface StandIn extends AutoCloseable {

    /** {@return the stand-in itself} */
    FakeUpstream fake();

    /** {@return what it is and which limits it has, in one sentence} */
    String description();

    /** {@return addresses and credentials, {@code NAME=value}} */
    List<String> settings();

    /** {@return how many requests the rate limit has refused} */
    int rejected();

    /** {@return what is pinned now, in one sentence} */
    String state();

    @Override
    default void close() {
        fake().close();
    }
}
