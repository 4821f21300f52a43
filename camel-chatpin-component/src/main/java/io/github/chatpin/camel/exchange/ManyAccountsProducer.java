package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.directory.Stay;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Sends to the account that each message names. */
public final class ManyAccountsProducer extends ChatPinProducer {

    private final Function<ChatPinEndpoint, Directory> directories;
    private final Supplier<Object> traces;

    /**
     * @param directories return an endpoint's directory
     * @param traces      return the trace of the exchange that the calling thread hands over, {@code null} if there is none
     */
    public ManyAccountsProducer(
            ChatPinEndpoint endpoint,
            Function<ChatPinEndpoint, Directory> directories,
            Supplier<Object> traces,
            RouteThreads threads) {
        super(endpoint, threads);
        this.directories = directories;
        this.traces = traces;
    }

    @Override
    boolean deliver(Exchange exchange, AsyncCallback callback) throws Exception {
        String name = name(exchange);
        NamedDelivery delivery =
                new NamedDelivery(exchange, callback, writer, threads, getEndpoint(), this::reader, traces.get());
        Stay stay = directories.apply(getEndpoint()).enter(name, delivery, threads.isOwnThread());
        return stay != null && delivery.goOn(stay, threads.isOwnThread());
    }

    private String name(Exchange exchange) {
        String name = ScalarText.of(exchange.getMessage().getHeader(ChatPinConstants.ACCOUNT));
        if (name == null || name.isBlank()) {
            throw new InvalidPinRequestException(
                    "No account: set the header " + ChatPinConstants.ACCOUNT + " to the account's name, a String",
                    Origin.unanswered(getEndpoint().getPlatform(), null));
        }
        return name;
    }
}
