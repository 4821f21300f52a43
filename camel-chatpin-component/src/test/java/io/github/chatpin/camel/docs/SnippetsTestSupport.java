package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A context for files of the documentation, which a test adds and starts. */
abstract class SnippetsTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    final FakeBitrix24 bitrix24 = BITRIX24.fake();
    final FakeRyzeApi ryze = RYZE.fake();
    final CamelContext context = DocumentedContext.create(bitrix24, ryze);

    @AfterEach
    void stop() {
        context.stop();
    }
}
