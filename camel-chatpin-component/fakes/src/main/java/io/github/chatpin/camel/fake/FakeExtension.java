package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a fake before the tests and stops it after them. In a static field, or registered with {@code @ExtendWith},
 * one fake serves all tests of a class and is reset before each; in an instance field each test has its own. A test
 * method can take the fake as a parameter. One extension serves one test at a time: tests that run in parallel need an
 * instance field.
 *
 * @param <T> the kind of fake
 */
public abstract sealed class FakeExtension<T extends FakeUpstream>
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver
        permits FakeBitrix24Extension, FakeGatewayExtension, FakeRyzeApiExtension {

    private final Class<T> type;
    private final Supplier<T> starter;

    // Written by JUnit's thread, read by those of the test
    private volatile T fake;
    private ExtensionContext owner;

    FakeExtension(Class<T> type, Supplier<T> starter) {
        this.type = type;
        this.starter = requireNonNull(starter, "starter");
    }

    /**
     * {@return the fake that runs now}
     *
     * @throws IllegalStateException before the first and after the last test
     */
    public final T fake() {
        T running = fake;
        if (running == null) {
            throw new IllegalStateException("no " + type.getSimpleName() + " runs outside the tests");
        }
        return running;
    }

    @Override
    public final void beforeAll(ExtensionContext context) {
        startFor(context);
    }

    @Override
    public final void beforeEach(ExtensionContext context) {
        if (fake == null) {
            startFor(context);
        } else {
            fake.reset();
        }
    }

    @Override
    public final void afterEach(ExtensionContext context) {
        stopFor(context);
    }

    @Override
    public final void afterAll(ExtensionContext context) {
        stopFor(context);
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fake();
    }

    /** A nested test class finds the fake of the outer one running. */
    private void startFor(ExtensionContext context) {
        if (fake == null) {
            fake = starter.get();
            owner = context;
        }
    }

    private void stopFor(ExtensionContext context) {
        if (fake != null && context.equals(owner)) {
            fake.close();
            fake = null;
            owner = null;
        }
    }
}
