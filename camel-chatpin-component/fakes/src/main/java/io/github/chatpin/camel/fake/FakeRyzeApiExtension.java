package io.github.chatpin.camel.fake;

/**
 * Gives tests a {@link FakeRyzeApi}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();
 * }</pre>
 */
public final class FakeRyzeApiExtension extends FakeExtension<FakeRyzeApi> {

    /** Creates an extension whose fake has the default settings. */
    public FakeRyzeApiExtension() {
        this(FakeRyzeApi.builder());
    }

    /**
     * Creates an extension.
     *
     * @param builder the settings of its fake
     */
    public FakeRyzeApiExtension(FakeRyzeApiBuilder builder) {
        super(FakeRyzeApi.class, builder::start);
    }
}
