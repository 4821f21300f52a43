package io.github.chatpin.camel;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What is logged, exceptions with all that they say: by Camel at DEBUG and above, by the component at TRACE and above. */
public final class LogRecorder extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogRecorder() {
        super("recorder", null, null, true, Property.EMPTY_ARRAY);
    }

    /** Returns a recorder that records until it is closed. */
    public static LogRecorder open() {
        return open(Level.DEBUG, Level.INFO);
    }

    /** Returns one that records Camel and HttpClient from other levels on. */
    public static LogRecorder open(Level camel, Level httpClient) {
        LogRecorder recorder = new LogRecorder();
        recorder.start();
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().addAppender(recorder);
        Configurator.setLevel("org.apache.camel", camel);
        Configurator.setLevel("org.apache.hc", httpClient);
        Configurator.setLevel("io.github.chatpin", Level.TRACE);
        return recorder;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getLoggerName() + " "
                + event.getMessage().getFormattedMessage() + " " + stackTrace(event.getThrown()));
    }

    /** Returns all that an exception says, its causes and what they suppress with it; nothing for {@code null}. */
    public static String stackTrace(Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void close() {
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(this);
        Configurator.reconfigure();
    }
}
