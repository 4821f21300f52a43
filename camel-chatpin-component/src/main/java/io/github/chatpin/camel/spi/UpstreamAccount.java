package io.github.chatpin.camel.spi;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whose requests an endpoint's are: the account, which has a queue, an order and requests in flight, and the limit,
 * which several accounts may share.
 *
 * @param name         names the account in messages and tells it from others; without a secret, so credentials enter
 *                     as a digest
 * @param limitName    the same for the limit
 * @param address      scheme, host and port of all its requests
 * @param rate         the upstream's limit
 * @param gateway      what carries its requests to the upstream, for metrics; {@code null} where nothing does
 * @param maxInFlight  the requests that may be in flight at once
 * @param readsBeside  whether one reading may be in flight beside them
 * @param limitOptions the options on which all endpoints that share the limit must agree, by name; a message
 *                     names the first that differs
 * @param accountOptions the same for the account; credentials enter as a digest
 * @param secrets      tells what must never show: it is taken out of whatever the upstream or the HTTP client says;
 *                     asked anew each time, since credentials may be renewed
 */
public record UpstreamAccount(
        String name,
        String limitName,
        URI address,
        RateLimit rate,
        String gateway,
        int maxInFlight,
        boolean readsBeside,
        Map<String, Object> limitOptions,
        Map<String, Object> accountOptions,
        Supplier<List<String>> secrets) {

    /** The same without a gateway, and where readings are requests like others. */
    public UpstreamAccount(
            String name,
            String limitName,
            URI address,
            RateLimit rate,
            int maxInFlight,
            Map<String, Object> limitOptions,
            Map<String, Object> accountOptions,
            Supplier<List<String>> secrets) {
        this(name, limitName, address, rate, null, maxInFlight, false, limitOptions, accountOptions, secrets);
    }

    /** Names the account only: the secrets are not printed. */
    @Override
    public String toString() {
        return name;
    }
}
