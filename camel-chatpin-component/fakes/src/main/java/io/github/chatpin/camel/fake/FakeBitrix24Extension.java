package io.github.chatpin.camel.fake;

/**
 * Gives tests a {@link FakeBitrix24}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();
 * }</pre>
 */
public final class FakeBitrix24Extension extends FakeExtension<FakeBitrix24> {

    /** Creates an extension whose fake has the default settings. */
    public FakeBitrix24Extension() {
        this(FakeBitrix24.builder());
    }

    /**
     * Creates an extension.
     *
     * @param builder the settings of its fake
     */
    public FakeBitrix24Extension(FakeBitrix24Builder builder) {
        super(FakeBitrix24.class, builder::start);
    }
}
