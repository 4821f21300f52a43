package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A context in which the placeholders of the documentation's routes have the fakes' values. */
abstract class DocumentedRoutesTestSupport extends CamelTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    final FakeBitrix24 bitrix24 = BITRIX24.fake();
    final FakeRyzeApi ryze = RYZE.fake();

    @BeforeEach
    void addGroup() {
        bitrix24.sonetGroup(5, 1305);
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withUseOverridePropertiesWithPropertiesComponent(
                DocumentedContext.properties(BITRIX24.fake(), RYZE.fake()));
    }
}
