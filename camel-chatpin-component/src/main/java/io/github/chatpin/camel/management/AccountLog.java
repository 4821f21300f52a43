package io.github.chatpin.camel.management;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Observer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what concerns an account rather than one exchange: what it has to try again, and that its credentials
 * are refused. (Why a pin failed is in its exchange's exception, and up to the route.) What is tried again is said once a
 * minute for each account and kind of failure, refused credentials once until the account works again.
 */
public final class AccountLog implements Observer {

    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(AccountLog.class);

    private final Clock clock;
    private final Map<String, Map<Class<?>, Said>> said = new ConcurrentHashMap<>(); // by account and kind of failure
    private final Set<String> refused = ConcurrentHashMap.newKeySet(); // the accounts whose credentials are

    public AccountLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void retried(AccountControl account, ChatPinException failure) {
        String more = sayNow(account, failure);
        if (more != null) {
            LOG.warn("{}: tried again after {}{}", account.name(), text(failure), more);
        }
    }

    @Override
    public void pinEnded(AccountControl account, Completion completion, long waitedNanos) {
        ended(account, completion);
    }

    @Override
    public void syncEnded(AccountControl account, Completion completion, int changes) {
        ended(account, completion);
    }

    private void ended(AccountControl account, Completion completion) {
        if (completion.failure() instanceof AuthenticationException failure) {
            if (refused.add(account.name())) {
                LOG.warn("{}: credentials refused, {}", account.name(), text(failure));
            }
        } else if (completion.failure() == null) {
            refused.remove(account.name());
        }
    }

    @Override
    public void closed(AccountControl account) {
        said.remove(account.name());
        refused.remove(account.name());
    }

    private static String text(ChatPinException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** Returns what is to be added about those times when it was not said; {@code null} if it is not to be said now. */
    private String sayNow(AccountControl account, ChatPinException failure) {
        Instant now = clock.instant();
        Said[] last = new Said[1];
        Map<Class<?>, Said> ofAccount = said.computeIfAbsent(account.name(), name -> new ConcurrentHashMap<>());
        Said current = ofAccount.compute(failure.getClass(), (type, before) -> {
            last[0] = before;
            boolean isDue = before == null || !now.isBefore(before.at().plus(PAUSE));
            return isDue ? new Said(now, 0) : new Said(before.at(), before.unsaid() + 1);
        });
        if (current.unsaid() > 0) {
            return null;
        }
        return last[0] == null || last[0].unsaid() == 0
                ? ""
                : " (and %d times since it was last said)".formatted(last[0].unsaid());
    }

    private record Said(Instant at, int unsaid) {}
}
