package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedisClusterTest extends ClusterTestSupport {

    @Test
    @Tag("redis")
    void processesStayWithinTheLimitTogether() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), false)) {
            assertShared(run(SHORT, Sharing.through(redis), cluster -> {}));
        }
    }

    @Test
    @Tag("cluster-long")
    void processesUseTheLimitTogether() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), false)) {
            assertSharedAndUsed(run(LONG, Sharing.through(redis), cluster -> {}));
        }
    }

    @Test
    @Tag("cluster-long")
    void losesNoPinAndExceedsNoLimitWhenAProcessIsKilledAndAnotherJoins() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), false)) {
            Account account = run(MEDIUM, Sharing.through(redis), Events::killAndJoin);

            assertThat(account.rejected()).isZero();
        }
    }

    @Test
    @Tag("cluster-long")
    void waitsWhileTheServerIsAway() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), true)) {
            Account account = run(MEDIUM, Sharing.through(redis), Events.outage(redis, TEN_SECONDS));

            assertThat(account.rejected()).isZero();
        }
    }

    @Test
    @Tag("cluster-long")
    void staysWithinTheLimitWhenTheServerComesBackWithoutItsData() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), false)) {
            Account account = run(MEDIUM, Sharing.through(redis), Events.outage(redis, TEN_SECONDS));

            assertThat(account.rejected()).isZero();
        }
    }

    @Test
    @Tag("cluster-long")
    void waitsWhileTheServerHangs() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), false)) {
            Account account = run(MEDIUM, Sharing.through(redis), Events.hang(redis, TEN_SECONDS));

            assertThat(account.rejected()).isZero();
        }
    }

    /** The shares together are no more than the limit, and begin empty: so even then there is nothing over it. */
    @Test
    @Tag("cluster-long")
    void goesOnAtSharesWhileTheServerIsAway() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory(), false)) {
            Account account = run(MEDIUM, Sharing.through(redis).goingOnAtShares(), Events.outage(redis, TEN_SECONDS));

            assertThat(account.rejected()).isZero();
        }
    }
}
