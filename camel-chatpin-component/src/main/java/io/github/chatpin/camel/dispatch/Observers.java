package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several observers, none of which can harm another or a pin. Thread-safe. */
public final class Observers implements Observer {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<Observer> all;

    public Observers(List<Observer> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void opened(AccountControl account) {
        tell(observer -> observer.opened(account));
    }

    @Override
    public void listed(AccountControl account) {
        tell(observer -> observer.listed(account));
    }

    @Override
    public void closed(AccountControl account) {
        tell(observer -> observer.closed(account));
    }

    @Override
    public void requestEnded(AccountControl account, int pins, long nanos) {
        tell(observer -> observer.requestEnded(account, pins, nanos));
    }

    @Override
    public void pinEnded(AccountControl account, Completion completion, long waitedNanos) {
        tell(observer -> observer.pinEnded(account, completion, waitedNanos));
    }

    @Override
    public void syncEnded(AccountControl account, Completion completion, int changes) {
        tell(observer -> observer.syncEnded(account, completion, changes));
    }

    @Override
    public void retried(AccountControl account, ChatPinException failure) {
        tell(observer -> observer.retried(account, failure));
    }

    @Override
    public void stopped() {
        tell(Observer::stopped);
    }

    private void tell(Consumer<Observer> news) {
        for (Observer observer : all) {
            try {
                news.accept(observer);
            } catch (Throwable e) { // no pin may be lost over it, not even where a class is missing
                LOG.warn("{} failed", observer.getClass().getName(), e);
            }
        }
    }
}
