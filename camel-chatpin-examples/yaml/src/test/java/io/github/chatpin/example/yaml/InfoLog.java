package io.github.chatpin.example.yaml;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What the example logs at INFO and above, which its own configuration leaves out. */
final class InfoLog extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    InfoLog() {
        super("info", null, null, true, Property.EMPTY_ARRAY);
        start();
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().addAppender(this);
        Configurator.setRootLevel(Level.INFO);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(
                event.getMessage().getFormattedMessage() + (event.getThrown() == null ? "" : " " + event.getThrown()));
    }

    @Override
    public void close() {
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(this);
        Configurator.reconfigure();
    }
}
