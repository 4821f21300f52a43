package io.github.chatpin.camel.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Gives the component the options that an application's properties have under {@code camel.component.chatpin}, as
 * Camel's own starters do. {@code camel.component.chatpin.enabled=false} switches that off.
 */
@AutoConfiguration(afterName = "org.apache.camel.spring.boot.CamelAutoConfiguration")
@ConditionalOnBean(CamelContext.class)
@ConditionalOnProperty(prefix = "camel.component.chatpin", name = "enabled", matchIfMissing = true)
public class ChatPinAutoConfiguration {

    /**
     * Returns what sets the options when Camel makes the component.
     *
     * @throws IllegalArgumentException if a property under {@code camel.component.chatpin} is no option; the message
     *     names it, without its value
     */
    @Bean
    ComponentCustomizer chatPinComponentCustomizer(Environment environment) {
        return new EnvironmentCustomizer(environment);
    }
}
