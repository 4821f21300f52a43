package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/** What all routes do about each kind of failure: where the message goes, and why. */
final class FailureHandling extends RouteConfigurationBuilder {

    /** The exchange property that says why there was no pin. */
    static final String WHY = "why";

    /** Where messages go that cannot succeed as they are. */
    static final String DEAD_LETTER = "direct:dead-letter";

    /** Where messages go that another pin stands in the way of. */
    static final String NO_ROOM = "direct:no-room";

    /** Where messages go that may succeed another time. */
    static final String TRY_LATER = "direct:try-later";

    /** Where bulk messages go that were not done as a whole. */
    static final String BULK_FAILED = "direct:bulk-failed";

    @Override
    public void configuration() {
        RouteConfigurationDefinition allRoutes = routeConfiguration();

        allRoutes.errorHandler(deadLetterChannel(DEAD_LETTER));

        allRoutes
                .onException(InvalidPinRequestException.class)
                .handled(true)
                .setProperty(WHY, constant("invalid request"))
                .to(DEAD_LETTER);
        allRoutes
                .onException(PinRejectedException.class)
                .handled(true)
                .setProperty(WHY, constant("refused"))
                .to(DEAD_LETTER);
        allRoutes
                .onException(AuthenticationException.class)
                .handled(true)
                .setProperty(WHY, constant("wrong credentials"))
                .to(DEAD_LETTER);

        allRoutes
                .onException(PinNotAppliedException.class)
                .handled(true)
                .setProperty(WHY, constant("not applied"))
                .to(NO_ROOM);
        allRoutes
                .onException(PinLimitReachedException.class)
                .handled(true)
                .setProperty(WHY, constant("too many pins"))
                .to(NO_ROOM);

        allRoutes
                .onException(RateLimitedException.class)
                .handled(true)
                .setProperty(WHY, constant("over the rate limit"))
                .to(TRY_LATER);
        allRoutes
                .onException(UpstreamUnavailableException.class)
                .handled(true)
                .setProperty(WHY, simple("unavailable in ${header.CamelChatPinAttempts} attempts"))
                .to(TRY_LATER);

        allRoutes.onException(BulkPinException.class).handled(true).to(BULK_FAILED);
    }
}
