package io.github.chatpin.camel.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinComponentConfigurer;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpointConfigurer;
import io.github.chatpin.camel.ChatPinEndpointUriFactory;
import io.github.chatpin.camel.console.ChatPinConsole;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildContext;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.console.DevConsole;
import org.apache.camel.quarkus.core.deployment.spi.CamelServiceBuildItem;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with the extension, which Quarkus builds and starts in JVM mode. */
@Tag("quarkus")
class ChatPinExtensionTest {

    /** The build's items, for the tests, which are of another class loader than the build. */
    private static final String BUILD_ITEMS = "build-items.txt";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(StandIns.class, PinRoutes.class, PinMemory.class))
            .overrideConfigKey("camel.component.chatpin.max-retries", "1")
            .addBuildChainCustomizer(ChatPinExtensionTest::keepBuildItems);

    @Inject
    CamelContext context;

    @Inject
    ProducerTemplate template;

    @Inject
    StandIns standIns;

    private static void keepBuildItems(BuildChainBuilder build) {
        build.addBuildStep(step -> step.produce(new GeneratedResourceBuildItem(
                        BUILD_ITEMS, String.join("\n", buildItems(step)).getBytes(StandardCharsets.UTF_8))))
                .consumes(FeatureBuildItem.class)
                .consumes(ExtensionSslNativeSupportBuildItem.class)
                .consumes(CamelServiceBuildItem.class)
                .consumes(ReflectiveClassBuildItem.class)
                .consumes(NativeImageResourcePatternsBuildItem.class)
                .produces(GeneratedResourceBuildItem.class)
                .build();
    }

    private static List<String> buildItems(BuildContext step) {
        List<String> items = new ArrayList<>();
        step.consumeMulti(FeatureBuildItem.class).forEach(item -> items.add("feature " + item.getName()));
        step.consumeMulti(ExtensionSslNativeSupportBuildItem.class)
                .forEach(item -> items.add("ssl " + item.getExtension()));
        step.consumeMulti(CamelServiceBuildItem.class)
                .forEach(item -> items.add("service " + item.path + " " + item.type));
        step.consumeMulti(ReflectiveClassBuildItem.class)
                .forEach(item -> item.getClassNames().forEach(name -> items.add("reflective " + name)));
        step.consumeMulti(NativeImageResourcePatternsBuildItem.class)
                .forEach(item -> item.getIncludePatterns().forEach(pattern -> items.add("resources " + pattern)));
        return items;
    }

    private static List<String> buildItems() throws IOException {
        try (InputStream items = Thread.currentThread().getContextClassLoader().getResourceAsStream(BUILD_ITEMS)) {
            return new String(items.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void isAFeatureThatUsesTls() throws IOException {
        assertThat(buildItems()).contains("feature camel-chatpin", "ssl camel-chatpin");
    }

    @Test
    void hasTheServicesThatAreFoundByName() throws IOException {
        assertThat(buildItems())
                .filteredOn(item -> item.startsWith("service ") && item.contains("chatpin"))
                .containsExactlyInAnyOrder(
                        service("configurer/chatpin-component", ChatPinComponentConfigurer.class),
                        service("configurer/chatpin-endpoint", ChatPinEndpointConfigurer.class),
                        service("urifactory/chatpin-endpoint", ChatPinEndpointUriFactory.class),
                        service("chatpin-engine", ChatPinRuntime.class),
                        service("dev-console/chatpin", ChatPinConsole.class));
    }

    private static String service(String name, Class<?> type) {
        return "service META-INF/services/org/apache/camel/" + name + " " + type.getName();
    }

    @Test
    void nothingOfMicrometersOrSpringsIsUsedByReflectionWhereTheseAreAbsent() throws IOException {
        assertThat(buildItems())
                .filteredOn(item -> item.startsWith("reflective io.github.chatpin."))
                .contains("reflective io.github.chatpin.camel.PinResult")
                .noneMatch(item -> item.contains(".micrometer.") || item.contains(".springboot."));
    }

    @Test
    void nativeImagesHaveKameletsAndSql() throws IOException {
        assertThat(buildItems())
                .filteredOn(item -> item.startsWith("resources ") && item.contains("chatpin"))
                .hasSize(2);
    }

    @Test
    void pinsInBitrix24() {
        String json = template.requestBodyAndHeader(
                "direct:bitrix24", null, ChatPinConstants.CHAT_ID, "chat17", String.class);

        assertThat(json).contains("\"chatId\":\"chat17\"", "\"pinned\":true");
        assertThat(standIns.bitrix24().isPinned("chat17")).isTrue();
    }

    @Test
    void pinsInWhatsApp() {
        template.requestBodyAndHeader("direct:whatsapp", null, ChatPinConstants.CHAT_ID, "5511999999999");

        assertThat(standIns.ryzeApi().pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    @Test
    void startsARouteWhenAChatIsPinned() {
        template.sendBodyAndHeader("direct:bitrix24", null, ChatPinConstants.CHAT_ID, "chat18");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(standIns.emitted()).contains("chat18"));
    }

    @Test
    void findsTheDeveloperConsole() {
        DevConsole console = PluginHelper.getDevConsoleResolver(context.getCamelContextExtension())
                .resolveDevConsole("chatpin");

        assertThat(console).isInstanceOf(ChatPinConsole.class);
    }

    @Test
    void appliesTheComponentsOptions() {
        ChatPinComponent component = context.getComponent("chatpin", ChatPinComponent.class);

        assertThat(component.getConfiguration().getMaxRetries()).isEqualTo(1);
    }
}
