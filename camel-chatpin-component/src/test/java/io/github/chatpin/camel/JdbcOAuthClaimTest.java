package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may renew: each store stands for a process. */
@ParameterizedClass
@MethodSource("databases")
class JdbcOAuthClaimTest extends JdbcTestSupport {

    JdbcOAuthClaimTest(Database kind, boolean autoCommit) throws Exception {
        super(kind, autoCommit);
    }

    @Test
    void grantsTheClaimToOneProcess() {
        assertThat(one.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
        assertThat(one.claim(ACCOUNT, FIRST, LIFE))
                .as("another user of the same store")
                .isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void grantsTheClaimToOneOfManyThatRace(boolean hasRow) throws Exception {
        int racers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            for (int round = 0; round < 10; round++) {
                String account = ACCOUNT + round;
                if (hasRow) {
                    one.save(account, FIRST);
                }
                CyclicBarrier start = new CyclicBarrier(racers);
                List<CompletableFuture<OAuthClaim>> claims = Stream.generate(this::store)
                        .limit(racers)
                        .map(store -> CompletableFuture.supplyAsync(
                                () -> {
                                    await(start);
                                    return store.claim(account, FIRST, LIFE);
                                },
                                threads))
                        .toList();

                assertThat(claims.stream().map(CompletableFuture::join))
                        .filteredOn(OAuthClaim.Granted.class::isInstance)
                        .hasSize(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void grantsNoClaimOnAPairThatHasBeenReplaced() {
        one.save(ACCOUNT, SECOND);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void endsTheClaimWithTheNewPair() {
        one.claim(ACCOUNT, FIRST, LIFE);
        assertThat(one.replace(ACCOUNT, FIRST, SECOND)).isTrue();

        assertThat(other.load(ACCOUNT)).contains(SECOND);
        assertThat(other.claim(ACCOUNT, SECOND, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    @Test
    void grantsAClaimThatWasReleased() {
        one.release(ACCOUNT, granted(one.claim(ACCOUNT, FIRST, LIFE)));

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    /** Its process has been killed. */
    @Test
    void grantsAClaimThatHasRunOut() {
        one.claim(ACCOUNT, FIRST, LIFE);
        other.claim(ACCOUNT, FIRST, LIFE);

        pass(LIFE.minusNanos(1));
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);

        pass(Duration.ofNanos(1));
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
        assertThat(store().claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void measuresTheLifeFromWhenItSawTheClaim() {
        one.claim(ACCOUNT, FIRST, LIFE);
        pass(LIFE);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
        pass(LIFE);
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    @Test
    void measuresTheLifeOfEachClaimAnew() {
        OAuthClaim first = one.claim(ACCOUNT, FIRST, LIFE);
        other.claim(ACCOUNT, FIRST, LIFE);
        pass(LIFE);
        one.release(ACCOUNT, granted(first));
        one.claim(ACCOUNT, FIRST, LIFE);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void doesNotReleaseAnothersClaim() {
        OAuthClaim.Granted late = runOut(one);
        other.claim(ACCOUNT, FIRST, LIFE);

        one.release(ACCOUNT, late);
        one.refuse(ACCOUNT, late, "invalid_grant", LIFE);

        assertThat(store().claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void doesNotOverwriteANewerPair() {
        runOut(one);
        other.claim(ACCOUNT, FIRST, LIFE);
        other.replace(ACCOUNT, FIRST, SECOND);

        assertThat(one.replace(ACCOUNT, FIRST, THIRD)).isFalse();
        assertThat(one.load(ACCOUNT)).contains(SECOND);
    }

    /** The authorization server refuses the other one then, which takes this pair over. */
    @Test
    void keepsThePairOfAClaimThatHasRunOut() {
        runOut(one);
        other.claim(ACCOUNT, FIRST, LIFE);

        assertThat(one.replace(ACCOUNT, FIRST, SECOND)).isTrue();
        assertThat(other.load(ACCOUNT)).contains(SECOND);
        assertThat(other.replace(ACCOUNT, FIRST, THIRD)).isFalse();
    }

    @Test
    void keepsThePairThoughItsRowHasBeenRemoved() throws Exception {
        one.claim(ACCOUNT, FIRST, LIFE);
        database.execute("DELETE FROM chatpin_oauth_tokens");

        assertThat(one.replace(ACCOUNT, FIRST, SECOND)).isTrue();
        assertThat(one.load(ACCOUNT)).contains(SECOND);
    }

    @Test
    void tellsOthersOfARefusalForAWhile() {
        one.refuse(ACCOUNT, granted(one.claim(ACCOUNT, FIRST, LIFE)), "invalid_grant", LIFE);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isEqualTo(new OAuthClaim.Refused("invalid_grant"));
        pass(LIFE);
        assertThat(one.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void forgetsARefusalWithANewPair() {
        one.refuse(ACCOUNT, granted(one.claim(ACCOUNT, FIRST, LIFE)), "invalid_grant", LIFE);
        one.replace(ACCOUNT, FIRST, SECOND);

        assertThat(other.claim(ACCOUNT, SECOND, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    /** Lets a store's claim run out before the eyes of the other one. */
    private OAuthClaim.Granted runOut(JdbcOAuthTokenStore store) {
        OAuthClaim.Granted claim = granted(store.claim(ACCOUNT, FIRST, LIFE));
        other.claim(ACCOUNT, FIRST, LIFE);
        pass(LIFE);
        return claim;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
