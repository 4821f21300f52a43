package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same processes without a store. */
class LocalLimitsTest extends ClusterTestSupport {

    @Test
    @Tag("cluster-long")
    void processesWithALimitEachAreRejected() throws Exception {
        Account account = run(SHORT, Sharing.none(), cluster -> {});

        assertThat(account.rejected()).isPositive();
        assertThat(account.operations()).isZero();
    }
}
