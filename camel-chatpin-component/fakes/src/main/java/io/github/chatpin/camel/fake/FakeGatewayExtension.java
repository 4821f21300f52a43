package io.github.chatpin.camel.fake;

/**
 * Gives tests a {@link FakeGateway}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeGatewayExtension GOWA = new FakeGatewayExtension(FakeGateway.gowa());
 * }</pre>
 */
public final class FakeGatewayExtension extends FakeExtension<FakeGateway> {

    /**
     * Creates an extension.
     *
     * @param builder which gateway, and its settings
     */
    public FakeGatewayExtension(FakeGatewayBuilder builder) {
        super(FakeGateway.class, builder::start);
    }
}
