package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.OAuthClaim;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.CredentialRenewal.Sender;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session whose store other processes use, too. What they do is in the test's hand. */
class SharedOAuthSessionTest {

    private static final OAuthTokens OTHERS = new OAuthTokens("at-others", "rt-others");
    private static final Duration REQUEST = Duration.ofSeconds(70);

    private final FakeClock clock = new FakeClock();
    private final SharedStore store = new SharedStore();
    private final List<String> asked = new ArrayList<>();
    private final OAuthSession session = session();

    @Test
    void waitsForAnotherProcessThatRenews() throws Exception {
        store.claim = new OAuthClaim.Elsewhere();
        assertThat(session.renew(issuing())).isEqualTo(new Result.Elsewhere(OAuthSession.LOOK_AGAIN));
        assertThat(session.renew(issuing())).isInstanceOf(Result.Elsewhere.class);

        store.kept = OTHERS;
        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-others");
        assertThat(asked).isEmpty();
    }

    @Test
    void renewsOnceTheClaimIsGranted() throws Exception {
        store.claim = new OAuthClaim.Elsewhere();
        session.renew(issuing());
        store.claim = new OAuthClaim.Granted(7);

        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
        assertThat(asked).hasSize(1);
        assertThat(store.log).containsExactly("claim at-0", "claim at-0", "replace at-0 by at-1");
    }

    @Test
    void claimsForTwiceTheLongestRequestOfItsEndpoints() throws Exception {
        session.allowFor(Duration.ofSeconds(1));

        session.renew(issuing());

        assertThat(store.life).isEqualTo(Duration.ofSeconds(145));
    }

    @Test
    void sendsWhileTheClaimOutlivesTheRequest() throws Exception {
        store.whenClaimed = () -> clock.advance(Duration.ofSeconds(75));

        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
    }

    /** As a process does that was held up after it had claimed. */
    @Test
    void sendsNothingOnceTheClaimMayRunOutBeforeTheAnswer() throws Exception {
        store.whenClaimed = () -> clock.advance(Duration.ofSeconds(75).plusMillis(1));

        assertThat(session.renew(issuing())).isInstanceOf(Result.Elsewhere.class);
        assertThat(asked).isEmpty();
        assertThat(store.log).containsExactly("claim at-0", "release 1");
    }

    @Test
    void letsOthersTryWhereTheAnswerIsLost() {
        assertThatThrownBy(() -> session.renew(request -> {
                    throw new IOException("connection reset");
                }))
                .isInstanceOf(IOException.class);

        assertThat(store.log).containsExactly("claim at-0", "release 1");
    }

    @Test
    void letsOthersTryAfterAFault() throws Exception {
        assertThat(session.renew(answering(503, "<html>"))).isInstanceOf(Result.Unavailable.class);

        assertThat(store.log).containsExactly("claim at-0", "release 1");
    }

    @Test
    void tellsOthersThatTheTokenIsSpent() throws Exception {
        assertThat(session.renew(answering(400, "{\"error\":\"invalid_grant\"}")))
                .isInstanceOf(Result.Refused.class);

        assertThat(store.log).containsExactly("claim at-0", "refuse 1 invalid_grant");
        assertThat(store.life).isEqualTo(OAuthSession.REFUSAL_HOLDS);
    }

    /** They ask themselves: the operator may correct what is refused, and the refresh token stays. */
    @Test
    void tellsOthersOfNoRefusalThatIsNotTheTokens() throws Exception {
        session.renew(answering(401, "{\"error\":\"invalid_client\"}"));

        assertThat(store.log).containsExactly("claim at-0", "release 1");
    }

    @Test
    void isRefusedWhereAnotherProcessWas() throws Exception {
        store.claim = new OAuthClaim.Refused("invalid_grant");

        assertThat(session.renew(issuing())).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.errorCode()).isEqualTo("invalid_grant");
            assertThat(refused.message())
                    .isEqualTo("The authorization server has refused the refresh token before, with invalid_grant;"
                            + " check clientId, clientSecret and refreshToken");
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void goesOnWithANewPairAfterARefusal() throws Exception {
        session.renew(answering(400, "{\"error\":\"invalid_grant\"}"));
        store.kept = OTHERS;

        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-others");
    }

    @Test
    void takesOverThePairOfAProcessThatSavedFirst() throws Exception {
        Sender slow = request -> {
            store.kept = OTHERS;
            return issuing().send(request);
        };

        assertThat(session.renew(slow)).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-others");
        assertThat(store.kept).isEqualTo(OTHERS);
        session.worked();
        session.renew(issuing());
        assertThat(asked.get(1)).endsWith("refresh_token=rt-others");
    }

    /** The pair in hand is the good one: the process that claims next is refused, and takes it over when it is saved. */
    @Test
    void keepsTheClaimWhileThePairIsNotSaved() throws Exception {
        store.whenSaving = () -> {
            throw new IllegalStateException("no database");
        };
        assertThat(session.renew(issuing())).isInstanceOf(Result.Unavailable.class);
        assertThat(store.log).containsExactly("claim at-0");

        store.whenSaving = () -> {};
        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
        assertThat(store.log).containsExactly("claim at-0", "replace at-0 by at-1");
    }

    @Test
    void asksNobodyWhereTheClaimCannotBeWritten() throws Exception {
        store.whenClaimed = () -> {
            throw new IllegalStateException("no database, rt-0");
        };

        assertThat(session.renew(issuing()))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> assertThat(fault.message())
                        .endsWith("cannot be written (IllegalStateException: no database, xxxxxx)"));
        assertThat(asked).isEmpty();
    }

    @Test
    void goesOnWhereTheClaimCannotBeReleased() throws Exception {
        store.whenReleased = () -> {
            throw new IllegalStateException("no database");
        };

        assertThat(session.renew(answering(503, "<html>")))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> assertThat(fault.statusCode())
                        .isEqualTo(503));
    }

    /** A refresh token is spent with the renewal that it was used for: an older pair is worth nothing. */
    @Test
    void putsItsPairBackWhereTheStoreWentBack() throws Exception {
        OAuthTokens old = new OAuthTokens("at-0", "rt-0");
        session.renew(issuing());
        session.worked();
        store.kept = old; // restored from a backup

        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
        assertThat(asked.get(1)).endsWith("refresh_token=rt-1");
        assertThat(store.kept).isEqualTo(new OAuthTokens("at-2", "rt-2"));
    }

    @Test
    void putsItsPairBackWhereTheStoreWentBackByManyRenewals() throws Exception {
        for (int i = 0; i < 5; i++) {
            session.renew(issuing());
            session.worked();
        }
        store.kept = new OAuthTokens("at-2", "rt-2");

        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
        assertThat(asked.get(5)).endsWith("refresh_token=rt-5");
        assertThat(store.kept).isEqualTo(new OAuthTokens("at-6", "rt-6"));
    }

    private OAuthSession session() {
        Address portal = Address.parse("portalUrl", "https://acme.bitrix24.com", false);
        URI tokenUrl = URI.create("https://oauth.example/token/");
        OAuthSession opened =
                OAuthSession.open(new OAuthClient(portal, "local.1", "cs-0", "rt-0", tokenUrl, store), "at-0", clock);
        opened.allowFor(REQUEST);
        return opened;
    }

    private Sender issuing() {
        int number = asked.size() + 1;
        return answering(200, "{\"access_token\":\"at-%d\",\"refresh_token\":\"rt-%d\"}".formatted(number, number));
    }

    private Sender answering(int status, String body) {
        return request -> {
            asked.add(request.uri().getQuery());
            return new UpstreamAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static final class SharedStore implements OAuthTokenStore {

        private final List<String> log = new ArrayList<>();
        private OAuthTokens kept;
        private OAuthClaim claim = new OAuthClaim.Granted(1);
        private Duration life;
        private Runnable whenClaimed = () -> {};
        private Runnable whenSaving = () -> {};
        private Runnable whenReleased = () -> {};

        @Override
        public Optional<OAuthTokens> load(String account) {
            return Optional.ofNullable(kept);
        }

        @Override
        public void save(String account, OAuthTokens tokens) {
            throw new AssertionError("overwrites what others may have saved");
        }

        @Override
        public OAuthClaim claim(String account, OAuthTokens tokens, Duration newLife) {
            log.add("claim " + tokens.accessToken());
            life = newLife;
            whenClaimed.run();
            return claim;
        }

        @Override
        public boolean replace(String account, OAuthTokens old, OAuthTokens tokens) {
            whenSaving.run();
            if (kept != null && !kept.equals(old)) {
                return false;
            }
            log.add("replace %s by %s".formatted(old.accessToken(), tokens.accessToken()));
            kept = tokens;
            return true;
        }

        @Override
        public void release(String account, OAuthClaim.Granted released) {
            log.add("release " + released.number());
            whenReleased.run();
        }

        @Override
        public void refuse(String account, OAuthClaim.Granted refused, String code, Duration newLife) {
            log.add("refuse %d %s".formatted(refused.number(), code));
            life = newLife;
        }
    }
}
