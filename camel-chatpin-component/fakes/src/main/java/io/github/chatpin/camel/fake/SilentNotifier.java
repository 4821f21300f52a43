package io.github.chatpin.camel.fake;

import com.github.tomakehurst.wiremock.common.Notifier;

/** Logs nothing: WireMock's messages quote requests, and requests carry secrets. */
final class SilentNotifier implements Notifier {

    @Override
    public void info(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Throwable cause) {}
}
