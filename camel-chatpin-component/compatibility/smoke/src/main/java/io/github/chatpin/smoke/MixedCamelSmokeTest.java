package io.github.chatpin.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application that depends on the component and not on its starter, and whose starters are of another Camel. */
class MixedCamelSmokeTest {

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(console);
    }

    @Test
    void theStartFailsAndSaysWhatToDependOn() {
        assertThat(catchThrowable(() -> SpringApplication.run(MixedApplication.class)))
                .isNotNull();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("APPLICATION FAILED TO START")
                .contains("    4.18.0: camel-api, ")
                .contains("    " + System.getProperty("camel.version") + ": camel-")
                .contains("Depend on io.github.chatpin:camel-chatpin-starter instead of camel-chatpin-component");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class MixedApplication {}
}
