package io.github.chatpin.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What is logged: by Camel at DEBUG and above, by the component at TRACE and above. */
public final class LogRecorder extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogRecorder() {
        super("recorder", null, null, true, Property.EMPTY_ARRAY);
    }

    /** Returns a recorder that records until it is closed. */
    public static LogRecorder open() {
        LogRecorder recorder = new LogRecorder();
        recorder.start();
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().addAppender(recorder);
        Configurator.setLevel("org.apache.camel", Level.DEBUG);
        Configurator.setLevel("io.github.chatpin", Level.TRACE);
        return recorder;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getLoggerName() + " "
                + event.getMessage().getFormattedMessage() + " " + event.getThrown());
    }

    @Override
    public void close() {
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(this);
        Configurator.reconfigure();
    }
}
