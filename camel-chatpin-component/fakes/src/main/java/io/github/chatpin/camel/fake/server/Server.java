package io.github.chatpin.camel.fake.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayBuilder;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The stand-ins, the control server, and the file with their certificate, started together. Thread-safe. */
final class Server implements AutoCloseable {

    private static final int LONGEST_ADVANCE_SECONDS = 1_000_000_000;

    private final MovableClock clock;
    private final FakeUpstreams fakes;
    private final List<FakeGateway> gateways;
    private final List<GatewayControl> gatewayControls;
    private final Bitrix24Control bitrix24;
    private final WhatsAppControl whatsApp;
    private final Path certificate;
    private final Control control;

    private Server(MovableClock clock, FakeUpstreams fakes, List<FakeGateway> gateways, int controlPort)
            throws IOException {
        this.clock = clock;
        this.fakes = fakes;
        this.gateways = List.copyOf(gateways);
        gatewayControls = gateways.stream().map(GatewayControl::new).toList();
        bitrix24 = new Bitrix24Control(fakes.bitrix24());
        whatsApp = new WhatsAppControl(fakes.ryzeApi());
        certificate = Files.createTempFile("chatpin-fakes-", ".pem");
        certificate.toFile().deleteOnExit();
        Files.writeString(certificate, fakes.bitrix24().certificate(), US_ASCII);
        control = Control.start(controlPort, routes());
    }

    /**
     * Starts all.
     *
     * @throws IllegalArgumentException if a setting is wrong; the message names its option
     * @throws IOException if a port is taken
     */
    static Server start(Arguments arguments) throws IOException {
        MovableClock clock = arguments.clock();
        int controlPort = arguments.controlPort();
        List<FakeGatewayBuilder> builders = arguments.gateways(clock.time());
        FakeUpstreams fakes = FakeUpstreams.start(arguments.bitrix24(clock.time()), arguments.ryzeApi(clock.time()));
        List<FakeGateway> gateways = new ArrayList<>();
        try {
            builders.forEach(builder -> gateways.add(builder.start()));
            return new Server(clock, fakes, gateways, controlPort);
        } catch (IOException | RuntimeException notStarted) {
            gateways.forEach(FakeGateway::close);
            fakes.close();
            throw notStarted;
        }
    }

    /** What a client needs: addresses, and credentials as they are now. */
    ObjectNode access() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        FakeBitrix24 portal = fakes.bitrix24();
        json.putObject("bitrix24")
                .put("url", portal.url())
                .put("httpsUrl", portal.httpsUrl())
                .put("webhookUrl", portal.url() + "/rest/" + portal.webhookToken() + "/")
                .put("portalUrl", portal.url())
                .put("authorizationToken", portal.webhookToken())
                .put("clientId", portal.clientId())
                .put("clientSecret", portal.clientSecret())
                .put("accessToken", portal.accessToken())
                .put("refreshToken", portal.refreshToken())
                .put("tokenUrl", portal.tokenUrl());
        FakeRyzeApi gateway = fakes.ryzeApi();
        json.putObject("whatsapp")
                .put("gatewayUrl", gateway.url())
                .put("httpsUrl", gateway.httpsUrl())
                .put("instance", gateway.instance())
                .put("token", gateway.token())
                .put("accountToken", gateway.accountToken());
        gatewayControls.forEach(gatewayControl -> json.set(gatewayControl.name(), gatewayControl.access()));
        json.putObject("control").put("url", control.url());
        return json.put("certificate", certificate.toString());
    }

    @Override
    public void close() {
        control.close();
        gateways.forEach(FakeGateway::close);
        fakes.close();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(Page.routes());
        routes.add(Route.get("/access", call -> access()));
        routes.add(Route.get("/state", call -> state()));
        routes.add(Route.post("/reset", call -> reset()));
        routes.add(Route.post("/clock", this::advance, "advanceSeconds"));
        routes.addAll(bitrix24.routes());
        routes.addAll(whatsApp.routes());
        gatewayControls.forEach(gatewayControl -> routes.addAll(gatewayControl.routes()));
        return routes;
    }

    private JsonNode state() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("clock", clock.time().instant().toString());
        json.set("bitrix24", bitrix24.state());
        json.set("whatsapp", whatsApp.state());
        gatewayControls.forEach(gatewayControl -> json.set(gatewayControl.name(), gatewayControl.state()));
        return json;
    }

    private JsonNode reset() {
        fakes.bitrix24().reset();
        fakes.ryzeApi().reset();
        gateways.forEach(FakeGateway::reset);
        return state();
    }

    private JsonNode advance(Call call) {
        clock.advance().accept(Duration.ofSeconds(call.fields().number("advanceSeconds", 0, LONGEST_ADVANCE_SECONDS)));
        return state();
    }
}
