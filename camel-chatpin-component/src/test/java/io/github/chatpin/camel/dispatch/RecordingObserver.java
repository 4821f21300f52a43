package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import java.util.ArrayList;
import java.util.List;

/** Keeps in words what it is told. */
final class RecordingObserver implements Observer {

    final List<String> events = new ArrayList<>();

    @Override
    public void opened(AccountControl account) {
        events.add("opened " + account.name());
    }

    @Override
    public void closed(AccountControl account) {
        events.add("closed " + account.name());
    }

    @Override
    public void requestEnded(AccountControl account, int pins, long nanos) {
        events.add("request of " + pins);
    }

    @Override
    public void pinEnded(AccountControl account, Completion ending, long waitedNanos) {
        String how = ending.failure() == null ? "done" : ending.failureType();
        events.add(ending.command().chatId() + " " + how + " after " + waitedNanos / 1_000_000 + " ms");
    }

    @Override
    public void retried(AccountControl account, ChatPinException failure) {
        events.add("retry");
    }
}
