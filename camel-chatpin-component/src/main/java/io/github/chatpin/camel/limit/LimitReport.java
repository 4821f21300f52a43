package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;

/**
 * How a limit is doing.
 *
 * @param rate        the limit
 * @param shared      whether other processes share it through a store
 * @param permitsLeft how many requests may go now; {@code null} if there is no limit, or only the store knows
 * @param waiting     how many requests wait for a permit
 * @param nextPermit  when one of them may have it, from now; {@code null} if none waits, or that is not known yet
 * @param pausedFor   how long the upstream has asked all to wait, zero if it has not
 */
public record LimitReport(
        RateLimit rate, boolean shared, Long permitsLeft, int waiting, Duration nextPermit, Duration pausedFor) {}
