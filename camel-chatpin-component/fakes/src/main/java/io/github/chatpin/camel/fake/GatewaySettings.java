package io.github.chatpin.camel.fake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What a reset of a fake gateway does not change. Each gateway looks at those of its own.
 *
 * @param basePath what stands before the gateway's own paths
 * @param clock the time of pins and limits
 * @param cap how many chats a phone keeps pinned
 * @param latency how long a change takes until that is set anew
 * @param limits the rate limits (OpenWA)
 * @param plainRetryAfter whether a refusal has a plain {@code Retry-After} too (OpenWA)
 * @param baileys whether the engine is Baileys instead of a browser (OpenWA)
 * @param listsPins whether a list tells which chats are pinned (OpenWA)
 * @param gowaVersion the major version (gowa)
 * @param withoutToken whether no credential is asked for (gowa, wwebjs)
 */
record GatewaySettings(
        String basePath,
        Clock clock,
        int cap,
        Duration latency,
        List<RouteLimits.Limit> limits,
        boolean plainRetryAfter,
        boolean baileys,
        boolean listsPins,
        int gowaVersion,
        boolean withoutToken) {}
