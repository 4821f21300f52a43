package io.github.chatpin.camel.quarkus.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/** A bean that only an endpoint's option names. */
@Named("memory")
@ApplicationScoped
public class PinMemory extends MemoryStateRepository {}
