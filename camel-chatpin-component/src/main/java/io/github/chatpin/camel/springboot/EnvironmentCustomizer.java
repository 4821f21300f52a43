package io.github.chatpin.camel.springboot;

import io.github.chatpin.camel.ChatPinComponent;
import org.apache.camel.Component;
import org.apache.camel.Ordered;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.core.env.Environment;

/** Sets each chatpin component's options to the properties under {@code camel.component} and the component's name. */
final class EnvironmentCustomizer implements ComponentCustomizer {

    private final Environment environment;

    EnvironmentCustomizer(Environment environment) {
        this.environment = environment;
        new ConfiguredOptions(environment, "chatpin").check(); // now, and not when a first route needs the component
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof ChatPinComponent;
    }

    @Override
    public void configure(String name, Component target) {
        ConfiguredOptions options = new ConfiguredOptions(environment, name);
        options.check();
        options.applyTo(target);
    }

    /** Before the application's own customizers, which have the last word. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
