package io.github.chatpin.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.FileOAuthTokenStore;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.fake.FakeBitrix24;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ChatPinAutoConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, ChatPinAutoConfiguration.class));

    @Test
    void springBootFindsIt() {
        assertThat(ImportCandidates.load(
                        org.springframework.boot.autoconfigure.AutoConfiguration.class,
                        getClass().getClassLoader()))
                .contains(ChatPinAutoConfiguration.class.getName());
    }

    @Test
    void pinsWithTheConfiguredAccount() {
        try (FakeBitrix24 portal = FakeBitrix24.start()) {
            application
                    .withUserConfiguration(PinRoute.class)
                    .withPropertyValues(
                            "camel.component.chatpin.portal-url=" + portal.url(),
                            "camel.component.chatpin.authorization-token=" + portal.webhookToken())
                    .run(context -> context.getBean(ProducerTemplate.class).sendBody("direct:pin", null));

            assertThat(portal.pinnedDialogs()).containsExactly("chat17");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal-url", "portalUrl", "portalurl", "portal_url"})
    void takesAnOptionsNameInEachSpelling(String option) {
        options(
                application.withPropertyValues("camel.component.chatpin." + option + "=https://acme.bitrix24.com"),
                options -> assertThat(options.getPortalUrl()).isEqualTo("https://acme.bitrix24.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CAMEL_COMPONENT_CHATPIN_AUTHORIZATIONTOKEN", "CAMEL_COMPONENT_CHATPIN_AUTHORIZATION_TOKEN"})
    void takesEnvironmentVariables(String variable) {
        options(withEnvironment(Map.of(variable, "1/abc123")), options -> assertThat(options.getAuthorizationToken())
                .isEqualTo("1/abc123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAMEL_COMPONENT_CHATPIN_PORTALURL", "CAMEL_COMPONENT_CHATPIN_PORTAL_URL"})
    void anEnvironmentVariableWinsOverAFile(String variable) {
        options(
                withEnvironment(Map.of(variable, "https://from.environment"))
                        .withInitializer(context -> context.getEnvironment()
                                .getPropertySources()
                                .addLast(new MapPropertySource(
                                        "file", Map.of("camel.component.chatpin.portal-url", "https://from.file")))),
                options -> assertThat(options.getPortalUrl()).isEqualTo("https://from.environment"));
    }

    @Test
    void resolvesPlaceholders() {
        options(
                application.withPropertyValues(
                        "portal=acme", "camel.component.chatpin.portal-url=https://${portal}.bitrix24.com"),
                options -> assertThat(options.getPortalUrl()).isEqualTo("https://acme.bitrix24.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b+c%", "#abc", "RAW(abc)"})
    void takesSecretsAsTheyAre(String token) {
        options(
                application.withPropertyValues("camel.component.chatpin.token=" + token),
                options -> assertThat(options.getToken()).isEqualTo(token));
    }

    @Test
    void findsBeans() {
        options(
                application
                        .withUserConfiguration(TokenStore.class)
                        .withPropertyValues("camel.component.chatpin.token-store=#bean:tokens"),
                options -> assertThat(options.getTokenStore()).isInstanceOf(FileOAuthTokenStore.class));
    }

    @ParameterizedTest
    @CsvSource({"2s, 2000", "5m, 300000", "1500, 1500"})
    void takesDurationsAsCamelDoes(String value, long millis) {
        options(
                application.withPropertyValues("camel.component.chatpin.retry-delay=" + value),
                options -> assertThat(options.getRetryDelay()).isEqualTo(millis));
    }

    @Test
    void anEmptyValueLeavesTheDefault() {
        options(
                application.withPropertyValues(
                        "camel.component.chatpin.max-retries=",
                        "camel.component.chatpin.authorization-token=${NOT_SET:}"),
                options -> {
                    assertThat(options.getMaxRetries()).isEqualTo(3);
                    assertThat(options.getAuthorizationToken()).isNull();
                });
    }

    @Test
    void aComponentUnderAnotherNameHasPropertiesOfItsOwn() {
        application
                .withUserConfiguration(SecondComponent.class)
                .withPropertyValues(
                        "camel.component.chatpin.max-retries=1", "camel.component.secondPortal.max-retries=2")
                .run(context -> {
                    assertThat(optionsOf(context.getBean(CamelContext.class), "chatpin")
                                    .getMaxRetries())
                            .isEqualTo(1);
                    assertThat(context.getBean(CamelContext.class)
                                    .getEndpoint("secondPortal:whatsapp?instance=sales&token=a", ChatPinEndpoint.class)
                                    .getConfiguration()
                                    .getMaxRetries())
                            .isEqualTo(2);
                });
    }

    @Test
    void theApplicationsOwnCustomizerHasTheLastWord() {
        options(
                application
                        .withUserConfiguration(OwnCustomizer.class)
                        .withPropertyValues("camel.component.chatpin.max-retries=1"),
                options -> assertThat(options.getMaxRetries()).isEqualTo(9));
    }

    @Test
    void anUnknownKeyFailsAtTheStart() {
        application
                .withPropertyValues("camel.component.chatpin.authorization-tokn=1/abc123")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage(
                                "camel.component.chatpin.authorization-tokn: the component has no such option; correct the"
                                        + " name or remove it"));
    }

    @Test
    void aPlaceholderWithoutAValueFailsAtTheStart() {
        application
                .withPropertyValues("camel.component.chatpin.token=${NOT_SET}")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage("camel.component.chatpin.token: there is nothing for its placeholder; set that, or"
                                + " give it a default as in ${NAME:}"));
    }

    @Test
    void noMessageOfAFailedStartHasTheUnknownKeysValue() {
        application
                .withPropertyValues("camel.component.chatpin.authorization-tokn=1/abc123")
                .run(context -> assertThat(context.getStartupFailure()).satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("abc123");
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "throttle, perhaps, boolean",
        "retry-delay, soon, long",
        "token-store, #bean:nowhere, OAuthTokenStore",
        "authorization-token, 1/abc{{nowhere}}, String",
    })
    void aValueOfAnotherTypeFailsWithItsKey(String option, String value, String type) {
        application
                .withUserConfiguration(PinRoute.class)
                .withPropertyValues("camel.component.chatpin." + option + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage("camel.component.chatpin.%s: neither a %s nor a reference to one such as #bean:name"
                                .formatted(option, type)));
    }

    @Test
    void canBeSwitchedOff() {
        options(
                application.withPropertyValues(
                        "camel.component.chatpin.enabled=false", "camel.component.chatpin.max-retries=1"),
                options -> assertThat(options.getMaxRetries()).isEqualTo(3));
    }

    @Test
    void doesNothingWithoutACamelContext() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ChatPinAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(ComponentCustomizer.class));
    }

    private ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
        return application.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
    }

    private static void options(ApplicationContextRunner application, Consumer<ChatPinConfiguration> assertions) {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            assertions.accept(optionsOf(context.getBean(CamelContext.class), "chatpin"));
        });
    }

    private static ChatPinConfiguration optionsOf(CamelContext context, String component) {
        return context.getComponent(component, ChatPinComponent.class).getConfiguration();
    }

    @Configuration
    static class PinRoute {

        @Bean
        RoutesBuilder pin() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:pin").to("chatpin:bitrix24?chatId=chat17");
                }
            };
        }
    }

    @Configuration
    static class TokenStore {

        @Bean
        OAuthTokenStore tokens() {
            return new FileOAuthTokenStore(Path.of("target", "no-such-tokens"));
        }
    }

    @Configuration
    static class SecondComponent {

        @Bean
        ChatPinComponent secondPortal() {
            return new ChatPinComponent();
        }
    }

    @Configuration
    static class OwnCustomizer {

        @Bean
        ComponentCustomizer moreRetries() {
            return ComponentCustomizer.forType(
                    ChatPinComponent.class,
                    component -> component.getConfiguration().setMaxRetries(9));
        }
    }
}
