package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HazelcastClusterTest extends ClusterTestSupport {

    @Test
    @Tag("hazelcast")
    void processesStayWithinTheLimitTogether() throws Exception {
        assertShared(run(SHORT, Sharing.throughHazelcast(), cluster -> {}));
    }

    @Test
    @Tag("cluster-long")
    void processesUseTheLimitTogether() throws Exception {
        assertSharedAndUsed(run(LONG, Sharing.throughHazelcast(), cluster -> {}));
    }

    @Test
    @Tag("cluster-long")
    void losesNoPinAndExceedsNoLimitWhenAProcessIsKilledAndAnotherJoins() throws Exception {
        Account account = run(MEDIUM, Sharing.throughHazelcast(), Events::killAndJoin);

        assertThat(account.rejected()).isZero();
    }

    @Test
    @Tag("cluster-long")
    void losesNoPinAndExceedsNoLimitWhenAMemberStandsStillForTenSeconds() throws Exception {
        Account account = run(MEDIUM, Sharing.throughHazelcast(), Events.freeze(TEN_SECONDS));

        assertThat(account.rejected()).isZero();
    }
}
