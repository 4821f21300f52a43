package io.github.chatpin.camel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;

/** A process that pins what it is told to, with tokens from a database that it shares with others. */
final class RenewingProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final Thread listener;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private RenewingProcess(Process process) {
        this.process = process;
        this.listener = new Thread(this::listen, "listener");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts a process; it ends when its standard input does, and so with the one that started it.
     *
     * @param database the URL of an H2 database
     * @param endpoint what it pins with; the bean {@code tokens} is the store
     */
    static RenewingProcess start(String database, String endpoint) throws IOException {
        return new RenewingProcess(JavaProcess.start(RenewingProcess.class, database, endpoint));
    }

    boolean isReady() {
        return said.contains(READY);
    }

    void pin(String chat) throws IOException {
        process.getOutputStream().write((chat + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Returns {@code <chat> pinned} for each pin, or what it failed with. */
    Set<String> said() {
        return said;
    }

    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add("killed");
        }
    }

    /** The process's own. */
    public static void main(String[] args) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(args[0]);
        try (DefaultCamelContext context = new DefaultCamelContext();
                BufferedReader chats = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            context.getRegistry().bind("tokens", new JdbcOAuthTokenStore(database));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            context.getEndpoint(args[1]).start();
            System.out.println(READY);
            for (String chat = chats.readLine(); chat != null; chat = chats.readLine()) {
                pin(template, args[1], chat, System.out);
            }
        }
    }

    private static void pin(ProducerTemplate template, String endpoint, String chat, PrintStream out) {
        template.asyncSend(endpoint, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat))
                .thenAccept(exchange -> out.println(chat + " " + ending(exchange)));
    }

    private static String ending(Exchange exchange) {
        return exchange.getException() == null ? "pinned" : "failed: " + exchange.getException();
    }
}
