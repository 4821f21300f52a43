package io.github.chatpin.camel.whatsapp;

/** What a gateway's answer says, in the terms that all gateways share. */
sealed interface GatewayAnswer {

    /**
     * A chat has a state.
     *
     * @param jid     what the gateway calls the chat, {@code null} where it does not say
     * @param message its words, {@code null} where there are none
     */
    record State(boolean pinned, String jid, String message) implements GatewayAnswer {}

    /** The instance is connected to WhatsApp. */
    record Connected() implements GatewayAnswer {}

    /**
     * It was not done, or that is not known.
     *
     * @param code the gateway's code, or its words where it has no codes; {@code null} where it says nothing
     * @param text what is to be said of it, empty where that is nothing
     */
    record Failure(Cause cause, String code, String text) implements GatewayAnswer {

        /** The gateway says it in words, empty where there are none. */
        Failure(Cause cause, String words) {
            this(cause, words.isBlank() ? null : words, words);
        }

        /** The gateway says it without words; the text is the component's. */
        static Failure without(Cause cause, String text) {
            return new Failure(cause, null, text);
        }
    }

    /** Why something was not done. */
    enum Cause {
        /** As many chats are pinned as there can be. */
        FULL,
        /** That may be why: no cause is named. */
        PERHAPS_FULL,
        /** The instance is not connected or not ready, or something else that passes. */
        PASSING,
        /** The credential is wrong, or the session has ended. */
        CREDENTIALS,
        /** The gateway refuses it. */
        REFUSED,
        /** The gateway says so as well where it could not find out, and may have done it all the same. */
        PERHAPS_REFUSED,
        /** What the status means. */
        AS_THE_STATUS_SAYS
    }
}
