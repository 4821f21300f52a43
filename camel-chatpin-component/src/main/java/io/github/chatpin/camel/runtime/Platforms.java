package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.bitrix24.Bitrix24;
import io.github.chatpin.camel.bitrix24.Bitrix24Platform;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Observer;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.whatsapp.WhatsApp;
import io.github.chatpin.camel.whatsapp.WhatsAppPlatform;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** The platforms of one CamelContext: the component's own two, and beans of its registry. */
final class Platforms implements Observer {

    private final CamelContext context;
    private final Map<String, ChatPlatform> own =
            Map.of(Bitrix24.NAME, new Bitrix24Platform(), WhatsApp.NAME, new WhatsAppPlatform());
    private final Set<String> options = own.values().stream()
            .flatMap(platform -> platform.options().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, AccountControl> open = new ConcurrentHashMap<>();
    private volatile PinMemories memories;

    Platforms(CamelContext context) {
        this.context = context;
    }

    /** Takes in what remembers the accounts' pins, which forgets them with the platforms. */
    void forgetWith(PinMemories pinMemories) {
        memories = pinMemories;
    }

    /**
     * Returns an endpoint's platform.
     *
     * @throws IllegalArgumentException if there is none of that name, or the endpoint has another platform's option
     */
    ChatPlatform forEndpoint(ChatPinEndpoint endpoint) {
        ChatPlatform platform = named(endpoint.getPlatform());
        if (platform == null) {
            throw new IllegalArgumentException(
                    "platform: unknown; use bitrix24, whatsapp or the name of a ChatPlatform bean in the registry");
        }
        refuse(endpoint, option -> !platform.options().contains(option), "platform");
        if (!endpoint.hasManyAccounts()) {
            mustFit(endpoint, platform, endpoint.getConfiguration());
        }
        return platform;
    }

    /**
     * Returns the platform of an endpoint with many accounts.
     *
     * @param options   those that the endpoint has for one account
     * @param ofAccount the names of those among them that are the account's
     * @throws IllegalArgumentException if one is another platform's
     */
    ChatPlatform forAccount(ChatPinEndpoint endpoint, ChatPinConfiguration options, Set<String> ofAccount) {
        ChatPlatform platform = forEndpoint(endpoint);
        ofAccount.stream()
                .filter(option -> !platform.options().contains(option))
                .sorted()
                .findFirst()
                .ifPresent(foreign -> {
                    throw new IllegalArgumentException(foreign + ": no option of this platform");
                });
        mustFit(endpoint, platform, options);
        return platform;
    }

    private void mustFit(ChatPinEndpoint endpoint, ChatPlatform platform, ChatPinConfiguration options) {
        Set<String> fitting = platform.options(options);
        refuse(endpoint, option -> !fitting.contains(option), "gateway");
    }

    private void refuse(ChatPinEndpoint endpoint, Predicate<String> isForeign, String ofWhat) {
        String foreign = options.stream()
                .filter(isForeign)
                .filter(endpoint::hasOwn)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
            throw new IllegalArgumentException(
                    foreign + ": no option of this " + ofWhat + "; remove it from the endpoint");
        }
    }

    private ChatPlatform named(String name) {
        ChatPlatform platform = own.get(name);
        return platform != null ? platform : context.getRegistry().lookupByNameAndType(name, ChatPlatform.class);
    }

    @Override
    public void opened(AccountControl account) {
        open.put(account.name(), account);
    }

    @Override
    public void closed(AccountControl account) {
        ChatPlatform platform = named(account.platform());
        if (open.remove(account.name(), account) && platform != null) { // else it has been opened anew meanwhile
            platform.forget(account.name());
            memories.forget(account.name());
        }
    }
}
