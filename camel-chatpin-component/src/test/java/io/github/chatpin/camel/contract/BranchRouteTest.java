package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints inside EIPs whose branches Camel starts before the context itself. */
class BranchRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Override
    protected boolean useJmx() {
        return true;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        String endpoint = bitrix24(BITRIX24.fake());
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split")
                        .split(body())
                        .parallelProcessing()
                        .setHeader(ChatPinConstants.CHAT_ID, body())
                        .to(endpoint)
                        .end();
                from("direct:multicast").multicast().to(endpoint, "mock:other").end();
                from("direct:loop").loop(2).to(endpoint).end();
                from("direct:tried")
                        .doTry()
                        .to(endpoint)
                        .doCatch(ChatPinException.class)
                        .to("mock:caught")
                        .end();
            }
        };
    }

    @Test
    void pinsEachPartOfASplitMessage() {
        template.sendBody("direct:split", List.of("chat17", "chat18", "chat19"));

        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat17", "chat18", "chat19");
    }

    @Test
    void pinsAsOneOfSeveralRecipients() {
        assertThat(pin("direct:multicast", "chat17").getException()).isNull();

        assertThat(fake.isPinned("chat17")).isTrue();
    }

    @Test
    void pinsInALoopAndInATry() {
        assertThat(pin("direct:loop", "chat17").getException()).isNull();
        Exchange caught = pin("direct:tried", "no chat");

        assertThat(fake.requests()).hasSize(2);
        assertThat(caught.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(InvalidPinRequestException.class);
    }

    @Test
    void theAccountIsInJmxThoughItWasOpenedBeforeTheContextStarted() throws Exception {
        ObjectName accounts =
                new ObjectName("org.apache.camel:context=%s,type=chatpin,*".formatted(context.getManagementName()));

        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(accounts, null))
                .hasSize(1);
        context.stop();
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(accounts, null))
                .isEmpty();
    }
}
