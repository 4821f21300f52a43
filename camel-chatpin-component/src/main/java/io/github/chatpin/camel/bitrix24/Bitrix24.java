package io.github.chatpin.camel.bitrix24;

/** What the platform is called. */
public final class Bitrix24 {

    /** The platform's name in endpoint URIs and results. */
    public static final String NAME = "bitrix24";

    private Bitrix24() {}
}
