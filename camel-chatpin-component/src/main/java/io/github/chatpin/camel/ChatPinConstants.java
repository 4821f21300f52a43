package io.github.chatpin.camel;

import org.apache.camel.spi.Metadata;

/** The message headers of the component. */
public final class ChatPinConstants {

    @Metadata(
            description =
                    "The chat to pin: before the body and the option. Bitrix24: `chat17`, `sg5`, `256`; open"
                            + " lines: `2020` or `chat2020`. WhatsApp: a phone number or a JID. A String or a number. A consumer sets it to the chat that was pinned or unpinned.",
            javaType = "String")
    public static final String CHAT_ID = "CamelChatPinChatId";

    @Metadata(
            description = "The account's name. With the option accounts only, and required there.",
            javaType = "String")
    public static final String ACCOUNT = "CamelChatPinAccount";

    @Metadata(
            description = "The state to set: `true`/`false`, `Y`/`N`, `yes`/`no`, `1`/`0`, in any case. Anything else"
                    + " is an error. A consumer sets it to the chat's state, a Boolean.",
            javaType = "Boolean or String")
    public static final String PINNED = "CamelChatPinPinned";

    @Metadata(
            label = "producer",
            description =
                    "Set by the component, on failure too: the upstream requests that this exchange took part" + " in.",
            javaType = "Integer")
    public static final String ATTEMPTS = "CamelChatPinAttempts";

    @Metadata(
            label = "producer",
            description = "Set by the component: the chat's JID as WhatsApp resolved it.",
            javaType = "String")
    public static final String CHAT_JID = "CamelChatPinChatJid";

    @Metadata(
            label = "producer",
            description = "Set by the component for one chat: how many pins the request held that carried it.",
            javaType = "Integer")
    public static final String BATCH_SIZE = "CamelChatPinBatchSize";

    @Metadata(
            label = "producer",
            description = "Set by the component where pinLimitPolicy=skip has left a pin out; in a bulk where any was.",
            javaType = "Boolean")
    public static final String SKIPPED = "CamelChatPinSkipped";

    @Metadata(
            label = "producer",
            description = "Set by the component, on failure too: the chat that pinLimitPolicy=evictOldest has unpinned"
                    + " and not pinned again; several are parted by commas.",
            javaType = "String")
    public static final String EVICTED = "CamelChatPinEvicted";

    @Metadata(
            label = "producer",
            description = "Set by the component where the Bitrix24 portal tells it: the method's execution time that"
                    + " counts against the operating limit, in seconds.",
            javaType = "Double")
    public static final String OPERATING = "CamelChatPinOperating";

    @Metadata(
            label = "producer",
            description = "Set by the component where the Bitrix24 portal tells it: when that time is counted anew,"
                    + " in Unix seconds.",
            javaType = "Long")
    public static final String OPERATING_RESET_AT = "CamelChatPinOperatingResetAt";

    @Metadata(
            label = "producer",
            description = "Set by the component, on failure too: the requests that the WhatsApp gateway has left for"
                    + " the token in its current window.",
            javaType = "Integer")
    public static final String RATE_LIMIT_REMAINING = "CamelChatPinRateLimitRemaining";

    @Metadata(
            label = "producer",
            description = "Set by the component, on failure too: when the WhatsApp gateway's next window begins, in"
                    + " Unix seconds.",
            javaType = "Long")
    public static final String RATE_LIMIT_RESET = "CamelChatPinRateLimitReset";

    @Metadata(
            label = "consumer",
            description = "Set by a consumer: the title of the chat that was pinned or unpinned; not set where the"
                    + " platform tells none.",
            javaType = "String")
    public static final String TITLE = "CamelChatPinTitle";

    private ChatPinConstants() {}
}
