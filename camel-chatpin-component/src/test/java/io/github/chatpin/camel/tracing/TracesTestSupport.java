package io.github.chatpin.camel.tracing;

import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A context that is traced. */
abstract class TracesTestSupport extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension WHATSAPP = new FakeRyzeApiExtension();

    final FakeBitrix24 bitrix24 = BITRIX24.fake();
    final FakeRyzeApi whatsapp = WHATSAPP.fake();
    RecordedTraces traces;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        traces = RecordedTraces.of(context);
        return context;
    }

    @AfterEach
    void endTraces() {
        traces.close();
    }
}
