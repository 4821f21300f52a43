package io.github.chatpin.camel.whatsapp;

/** What the platform is called. */
public final class WhatsApp {

    /** The platform's name in endpoint URIs and results. */
    public static final String NAME = "whatsapp";

    private WhatsApp() {}
}
