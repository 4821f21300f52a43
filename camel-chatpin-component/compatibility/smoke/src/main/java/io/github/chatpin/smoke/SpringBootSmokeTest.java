package io.github.chatpin.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with the starter and the actuator, and with nothing said of Camel but its starters' version. */
class SpringBootSmokeTest {

    @RegisterExtension
    static final FakeBitrix24Extension PORTAL = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension GATEWAY = new FakeRyzeApiExtension();

    private final FakeBitrix24 portal = PORTAL.fake();
    private final FakeRyzeApi gateway = GATEWAY.fake();

    @Test
    void runsOnTheVersionsThatItsModuleNames() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(application.getBean(CamelContext.class).getVersion())
                    .isEqualTo(System.getProperty("camel.version"));
        }
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.version"));
    }

    @Test
    void hasAllOfCamelInOneVersion() {
        Pattern jar = Pattern.compile("camel-(?!chatpin).*-([0-9.]+)\\.jar");

        Set<String> versions = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> jar.matcher(Path.of(path).getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());

        assertThat(versions).containsExactly(System.getProperty("camel.version"));
    }

    @Test
    void pinsOnBothPlatforms() {
        try (ConfigurableApplicationContext application = start()) {
            ProducerTemplate template = application.getBean(ProducerTemplate.class);
            template.sendBodyAndHeader("direct:bitrix24", null, ChatPinConstants.CHAT_ID, "chat17");
            template.sendBodyAndHeader("direct:whatsapp", null, ChatPinConstants.CHAT_ID, "5511999999999");
        }

        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
        assertThat(gateway.pinnedChats()).hasSize(1);
    }

    @Test
    void theActuatorsMetersCountPins() {
        try (ConfigurableApplicationContext application = start()) {
            application
                    .getBean(ProducerTemplate.class)
                    .sendBodyAndHeader("direct:bitrix24", null, ChatPinConstants.CHAT_ID, "chat17");

            MeterRegistry meters = application.getBean(MeterRegistry.class);
            await().untilAsserted(() ->
                    assertThat(meters.get("chatpin.pins").counter().count()).isEqualTo(1));
        }
    }

    @Test
    void healthAsksTheAccounts() {
        try (ConfigurableApplicationContext application = start("--camel.health.producers-enabled=true")) {
            assertThat(HealthCheckHelper.invokeReadiness(application.getBean(CamelContext.class)))
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
        }

        assertThat(portal.requests()).isNotEmpty();
    }

    @Test
    void anUnknownOptionFailsAtTheStart() {
        assertThatThrownBy(() -> start("--camel.component.chatpin.authorization-tokn=1/abc123"))
                .rootCause()
                .hasMessageStartingWith("camel.component.chatpin.authorization-tokn: the component has no such option");
    }

    private ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(PinApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        Stream<String> accounts = Stream.of(
                "--camel.component.chatpin.portal-url=" + portal.url(),
                "--camel.component.chatpin.authorization-token=" + portal.webhookToken(),
                "--camel.component.chatpin.gateway-url=" + gateway.url(),
                "--camel.component.chatpin.instance=" + gateway.instance(),
                "--camel.component.chatpin.token=" + gateway.token());
        return application.run(Stream.concat(accounts, Stream.of(arguments)).toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class PinApplication {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:bitrix24").to("chatpin:bitrix24");
                    from("direct:whatsapp").to("chatpin:whatsapp");
                }
            };
        }
    }
}
