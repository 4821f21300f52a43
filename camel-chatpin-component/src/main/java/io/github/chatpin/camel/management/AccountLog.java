package io.github.chatpin.camel.management;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Ending;
import io.github.chatpin.camel.dispatch.Observer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what concerns an account rather than one exchange: what it has to try again, and that its credentials
 * are refused. (Why a pin failed is in its exchange's exception, and up to the route.) What repeats is said once a minute
 * for each account and kind of failure.
 */
public final class AccountLog implements Observer {

    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(AccountLog.class);

    private final Clock clock;
    private final Map<Topic, Said> said = new ConcurrentHashMap<>();

    public AccountLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void retried(AccountControl account, ChatPinException failure) {
        warn(account, failure, "Tried again");
    }

    @Override
    public void pinEnded(AccountControl account, Ending ending, long waitedNanos) {
        if (ending.failure() instanceof AuthenticationException failure) {
            warn(account, failure, "Nothing is pinned there until the credentials are right");
        }
    }

    @Override
    public void closed(AccountControl account) {
        said.keySet().removeIf(topic -> topic.account().equals(account.name()));
    }

    private void warn(AccountControl account, ChatPinException failure, String what) {
        Topic topic = new Topic(account.name(), failure.getClass());
        Instant now = clock.instant();
        Said[] before = new Said[1];
        said.compute(topic, (key, last) -> {
            boolean isDue = last == null || !now.isBefore(last.at().plus(PAUSE));
            before[0] = isDue ? (last == null ? Said.NOTHING : last) : null;
            return isDue ? new Said(now, 0) : new Said(last.at(), last.unsaid() + 1);
        });
        if (before[0] != null) {
            String more = before[0].unsaid() == 0
                    ? ""
                    : " (and %d times since it was last said)".formatted(before[0].unsaid());
            LOG.warn(
                    "{}: {}: {}. {}{}",
                    account.name(),
                    failure.getClass().getSimpleName(),
                    failure.getMessage(),
                    what,
                    more);
        }
    }

    private record Topic(String account, Class<?> failure) {}

    private record Said(Instant at, int unsaid) {

        private static final Said NOTHING = new Said(Instant.MIN, 0);
    }
}
