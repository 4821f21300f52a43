package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A platform that the component does not know, added as a bean. */
class ThirdPlatformTest extends RouteTestSupport {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @BindToRegistry("pigeon")
    private final ChatPlatform pigeon = new PigeonPlatform();

    @BindToRegistry("whatsapp")
    private final ChatPlatform impostor = pigeon;

    @BeforeEach
    void answer() {
        SERVER.stubFor(WireMock.post("/lofts/home/7").willReturn(WireMock.ok("done")));
        SERVER.stubFor(WireMock.post("/lofts/home/8")
                .inScenario("tired")
                .willReturn(WireMock.serverError())
                .willSetStateTo("rested"));
        SERVER.stubFor(WireMock.post("/lofts/home/8")
                .inScenario("tired")
                .whenScenarioStateIs("rested")
                .willReturn(WireMock.ok("done")));
        SERVER.stubFor(WireMock.post("/lofts/home/9").willReturn(WireMock.notFound()));
    }

    @Test
    void pins() {
        Exchange exchange = pin(pigeonUri(), "7");

        assertThat(exchange.getMessage().getBody()).isEqualTo(new PinResult("pigeon", "7", true, null, "coo"));
    }

    @Test
    void isTriedAgain() {
        Exchange exchange = pin(pigeonUri() + "&retryDelay=1", "8");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void failsWithTypedErrors() {
        assertThat(pin(pigeonUri(), "9").getException()).isInstanceOf(PinRejectedException.class);
        assertThat(pin(pigeonUri(), "not a number").getException()).isInstanceOf(InvalidPinRequestException.class);
    }

    @Test
    void takesBulksOneByOne() {
        Exchange exchange = sendMessage(pigeonUri() + "&retryDelay=1", List.of(7, 8), Map.of());

        assertThat(exchange.getMessage().getBody(List.class)).hasSize(2);
    }

    @Test
    void takesOnlyItsOwnOptions() {
        assertThatThrownBy(() -> context.getEndpoint(pigeonUri() + "&token=abc"))
                .rootCause()
                .hasMessage("token: no option of this platform; remove it from the endpoint");
    }

    @Test
    void cannotReplaceOneOfTheComponentsOwn() {
        assertThatThrownBy(() -> context.getEndpoint("chatpin:whatsapp?instance=home"))
                .rootCause()
                .hasMessage("token: is required");
    }

    private static String pigeonUri() {
        return "chatpin:pigeon?gatewayUrl=" + SERVER.baseUrl() + "&instance=home";
    }

    // snippet third-platform
    /** Pins by carrier pigeon: one call for each chat, at most ten a second. */
    static final class PigeonPlatform implements ChatPlatform {

        @Override
        public Set<String> options() {
            return Set.of("gatewayUrl", "instance");
        }

        @Override
        public Upstream connect(ChatPinEndpoint endpoint) {
            ChatPinConfiguration options = endpoint.getConfiguration();
            if (options.getInstance() == null) {
                throw new IllegalArgumentException("instance: is required");
            }
            URI loft = URI.create(options.getGatewayUrl());
            return new PigeonUpstream(
                    new UpstreamAccount(
                            "pigeon " + loft + " " + options.getInstance(),
                            "pigeon " + loft,
                            loft,
                            new RateLimit.LeakyBucket(10, Duration.ofSeconds(1)),
                            1,
                            Map.of(),
                            List.of()),
                    loft.resolve("/lofts/" + options.getInstance() + "/"));
        }
    }

    record PigeonUpstream(UpstreamAccount account, URI loft) implements Upstream {

        @Override
        public PinCommand pin(String chatId, boolean pinned) {
            if (!chatId.chars().allMatch(Character::isDigit)) {
                throw new InvalidPinRequestException(
                        "A pigeon has a number", ChatPinException.Origin.unanswered("pigeon", chatId));
            }
            return new PinCommand("ring", chatId, pinned, chatId);
        }

        @Override
        public UpstreamRequest request(List<PinCommand> commands) {
            PinCommand command = commands.get(0);
            byte[] body = ("{\"ring\":" + command.pinned() + "}").getBytes(StandardCharsets.UTF_8);
            return new UpstreamRequest(loft.resolve(command.chatId()), Map.of(), body);
        }

        @Override
        public List<Outcome> outcomes(List<PinCommand> commands, UpstreamAnswer answer) {
            ChatPinException.Origin origin =
                    new ChatPinException.Origin("pigeon", commands.get(0).chatId(), answer.status(), null);
            if (answer.isSuccess()) {
                return List.of(new Outcome.Applied(null, "coo", AnswerFacts.NONE));
            }
            if (answer.status() == 404) {
                return List.of(
                        new Outcome.Refused(new PinRejectedException("No such pigeon", origin), AnswerFacts.NONE));
            }
            return List.of(new Outcome.TryAgain(
                    new UpstreamUnavailableException("The pigeon is tired", origin, true),
                    null,
                    Outcome.Scope.COMMAND,
                    AnswerFacts.NONE));
        }
    }
    // end
}
