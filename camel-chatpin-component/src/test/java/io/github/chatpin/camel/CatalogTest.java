package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel's catalogue, which editors and build tools ask, finds the component and knows its options. */
class CatalogTest {

    private static final String SCHEMA = "io/github/chatpin/camel/chatpin.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final CamelCatalog catalog = catalog();

    private static CamelCatalog catalog() {
        // snippet catalog
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("chatpin", ChatPinComponent.class.getName());
        // end
        return catalog;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chatpin:bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=RAW(1/a+b)",
                "chatpin:bitrix24?portalUrl={{portal}}&accessToken={{access}}&refreshToken={{refresh}}"
                        + "&clientId=app.1&clientSecret={{secret}}&tokenStore=#bean:tokens&plan=enterprise",
                "chatpin:bitrix24?portalUrl={{portal}}&authorizationToken={{token}}&method=imopenlines.session.mode.pin"
                        + "&operation=sync&prune=own&dryRun=true&batchSize=1&maxInFlight={{inFlight}}&maxWait=30s",
                "chatpin:whatsapp?instance=acme&token={{token}}&pinned=false&throttle=false&retryDelay=1500",
                "chatpin:whatsapp?gateway=gowa&gatewayUrl=http://127.0.0.1:3000/wa&pinLimit=3&pinLimitPolicy=evictOldest"
            })
    void aRightUriOfEachPlatformIsValid(String uri) {
        assertValid(catalog.validateEndpointProperties(uri, false, false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chatpin:bitrix24?portalUrl={{portal}}&authorizationToken={{token}}&delay=10s&emitExisting=true",
                "chatpin:whatsapp?gateway=wwebjs&gatewayUrl={{url}}&instance=acme&greedy=true&backoffMultiplier=4"
            })
    void aRightUriOfAConsumerIsValid(String uri) {
        assertValid(catalog.validateEndpointProperties(uri, false, true, false));
    }

    @Test
    void aThirdPlatformsNameIsValid() {
        assertValid(catalog.validateEndpointProperties("chatpin:desk?chatId=42&pinned=true"));
    }

    private static void assertValid(EndpointValidationResult result) {
        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess())
                .as(() -> result.summaryErrorMessage(false))
                .isTrue();
    }

    @Test
    void aMisspeltOptionIsTold() {
        EndpointValidationResult result = catalog.validateEndpointProperties(
                "chatpin:bitrix24?portalURL=https://acme.bitrix24.com&chatid=chat17");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactlyInAnyOrder("portalURL", "chatid");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway=ryze, gateway, ryzeapi",
        "method=im.recent.unpin, method, im.recent.pin",
        "operation=unpin, operation, unpinAll",
        "pinLimitPolicy=evict, pinLimitPolicy, evictOldest",
        "plan=pro, plan, enterprise"
    })
    void aValueThatTheOptionLacksIsTold(String parameter, String option, String oneOfTheRight) {
        EndpointValidationResult result = catalog.validateEndpointProperties("chatpin:bitrix24?" + parameter);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getInvalidEnum()).containsOnlyKeys(option);
        assertThat(result.getEnumChoices(option)).contains(oneOfTheRight);
    }

    @Test
    void aValueThatIsNoNumberNoTimeOrNoBooleanIsTold() {
        EndpointValidationResult result = catalog.validateEndpointProperties(
                "chatpin:bitrix24?batchSize=many&pinLimit=4.5&maxWait=soon&pinned=perhaps");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getInvalidInteger()).containsOnly(entry("batchSize", "many"), entry("pinLimit", "4.5"));
        assertThat(result.getInvalidDuration()).containsOnly(entry("maxWait", "soon"));
        assertThat(result.getInvalidBoolean()).containsOnly(entry("pinned", "perhaps"));
    }

    @Test
    void aMissingPlatformIsTold() {
        EndpointValidationResult result = catalog.validateEndpointProperties("chatpin:?chatId=chat17");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getRequired()).containsExactly("platform");
    }

    @Test
    void anOptionOfConsumersIsToldOnAProducer() {
        EndpointValidationResult result =
                catalog.validateEndpointProperties("chatpin:bitrix24?delay=10s", false, false, true);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getNotProducerOnly()).containsExactly("delay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.chatpin.authorization-token = {{env:AUTHORIZATION_TOKEN}}",
                "camel.component.chatpin.bucket-store = #bean:buckets",
                "camel.component.chatpin.gatewayUrl = https://gateway.acme.com",
                "camel.component.chatpin.max-retries = 5",
                "camel.component.chatpin.max-wait = 30s",
                "camel.component.chatpin.plan = enterprise",
                "camel.component.chatpin.verify = true"
            })
    void aRightPropertyOfTheComponentIsValid(String line) {
        ConfigurationPropertiesValidationResult result = catalog.validateConfigurationProperty(line);

        assertThat(result.isAccepted()).isTrue();
        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess())
                .as(() -> result.summaryErrorMessage(false))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.chatpin.auth-token = 1/abc",
                "camel.component.chatpin.max-retry = 5",
                "camel.component.chatpin.batch-size = 50", // endpoints' only
                "camel.component.chatpin.max-retries = few",
                "camel.component.chatpin.max-wait = soon",
                "camel.component.chatpin.plan = pro"
            })
    void aWrongPropertyOfTheComponentIsTold(String line) {
        ConfigurationPropertiesValidationResult result = catalog.validateConfigurationProperty(line);

        assertThat(result.isAccepted()).isTrue();
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void aJarSaysWhichComponentItHas() throws IOException {
        Properties found = new Properties();
        try (InputStream file = resource("META-INF/services/org/apache/camel/component.properties")) {
            found.load(file);
        }

        assertThat(found)
                .containsEntry("components", "chatpin")
                .containsEntry("groupId", "io.github.chatpin")
                .containsEntry("artifactId", "camel-chatpin-component")
                .containsEntry("version", versionOfTheSchema());
    }

    @Test
    void theSchemaIsTheSameForCataloguesAndAtRunTime() throws IOException {
        try (InputStream catalogues = resource(SCHEMA);
                InputStream runTime = resource("META-INF/" + SCHEMA)) {
            assertThat(catalogues).hasSameContentAs(runTime);
        }
    }

    @Test
    void aContextFindsTheSchemaAtRunTime() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext();
                InputStream file = resource("META-INF/" + SCHEMA)) {
            String schema = context.getComponentParameterJsonSchema("chatpin");
            assertThat(JSON.readTree(schema)).isEqualTo(JSON.readTree(file));
        }
    }

    private static String versionOfTheSchema() throws IOException {
        try (InputStream file = resource(SCHEMA)) {
            return JSON.readTree(file).path("component").path("version").asText();
        }
    }

    private static InputStream resource(String path) {
        return ChatPinComponent.class.getResourceAsStream("/" + path);
    }
}
