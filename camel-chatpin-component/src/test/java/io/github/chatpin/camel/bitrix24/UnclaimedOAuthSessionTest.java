package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.CredentialRenewal.Sender;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session whose store has only {@code load} and {@code save}: another user of it may have been issued a pair for the
 * same refresh token, and not have saved it yet.
 */
class UnclaimedOAuthSessionTest {

    private static final OAuthTokens OTHERS = new OAuthTokens("at-others", "rt-others");
    private static final Duration REQUEST = Duration.ofSeconds(70);
    private static final Duration OTHERS_MAY_SAVE = Duration.ofSeconds(75);

    private final FakeClock clock = new FakeClock();
    private final PlainStore store = new PlainStore();
    private final OAuthSession session = session(REQUEST);
    private int asked;

    @Test
    void takesOverAPairThatIsSavedAfterTheRefusal() throws Exception {
        assertThat(session.renew(spent())).isEqualTo(new Result.Elsewhere(OAuthSession.LOOK_AGAIN));
        assertThat(session.bodyToken()).contains("at-0");

        store.kept = OTHERS;

        assertThat(session.renew(spent())).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-others");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void looksAgainForAsLongAsOneRequestAndItsSavingMayTake() throws Exception {
        session.renew(spent());

        clock.advance(OTHERS_MAY_SAVE.minusMillis(1));
        assertThat(session.renew(spent())).isInstanceOf(Result.Elsewhere.class);

        clock.advance(Duration.ofMillis(1));
        assertThat(session.renew(spent())).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.errorCode()).isEqualTo("invalid_grant");
        });
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void remembersTheRefusalFromThenOn() throws Exception {
        session.renew(spent());
        clock.advance(OTHERS_MAY_SAVE);

        clock.advance(OAuthSession.REFUSAL_HOLDS.minusMillis(1));
        assertThat(session.renew(issuing())).isInstanceOf(Result.Refused.class);

        clock.advance(Duration.ofMillis(1));
        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
    }

    /** Whatever the request timeout is: the end of the wait must not be a reason to ask and wait anew. */
    @Test
    void failsAtTheEndOfAWaitThatIsLongerThanARefusalHolds() throws Exception {
        OAuthSession slow = session(OAuthSession.REFUSAL_HOLDS.multipliedBy(2));
        slow.renew(spent());

        clock.advance(OAuthSession.REFUSAL_HOLDS.multipliedBy(2).plusSeconds(5));

        assertThat(slow.renew(spent())).isInstanceOf(Result.Refused.class);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void takesOverAPairThatIsSavedLaterStill() throws Exception {
        session.renew(spent());
        clock.advance(OTHERS_MAY_SAVE);
        session.renew(spent());

        store.kept = OTHERS;

        assertThat(session.renew(spent())).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-others");
    }

    @Test
    void doesNotLookForEverWhenTheClockIsSetBack() throws Exception {
        session.renew(spent());

        clock.set(clock.instant().minus(Duration.ofHours(1)));

        assertThat(session.renew(issuing())).isInstanceOf(Result.Renewed.class);
    }

    @Test
    void looksAgainWhereTheStoreCannotBeReadMeanwhile() throws Exception {
        session.renew(spent());
        store.isDown = true;
        assertThat(session.renew(spent()))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> assertThat(fault.mayPass())
                        .isTrue());

        store.isDown = false;
        store.kept = OTHERS;
        assertThat(session.renew(spent())).isInstanceOf(Result.Renewed.class);
    }

    /** Of these another user's renewal is no explanation. */
    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "PAYMENT_REQUIRED", "invalid_scope"})
    void failsAtOnceWhereItIsNotTheTokenThatIsRefused(String code) throws Exception {
        assertThat(session.renew(refusing(code))).isInstanceOf(Result.Refused.class);
    }

    @Test
    void failsAtOnceInMemoryWhereNoOneElseCanSave() throws Exception {
        OAuthSession alone = session(new MemoryTokenStore(), REQUEST);

        assertThat(alone.renew(spent())).isInstanceOf(Result.Refused.class);
    }

    private OAuthSession session(Duration request) {
        return session(store, request);
    }

    private OAuthSession session(OAuthTokenStore tokens, Duration request) {
        Address portal = Address.parse("portalUrl", "https://acme.bitrix24.com", false);
        URI tokenUrl = URI.create("https://oauth.example/token/");
        OAuthSession opened =
                OAuthSession.open(new OAuthClient(portal, "local.1", "cs-0", "rt-0", tokenUrl, tokens), "at-0", clock);
        opened.allowFor(request);
        return opened;
    }

    private Sender spent() {
        return refusing("invalid_grant");
    }

    private Sender refusing(String code) {
        return answering(400, "{\"error\":\"%s\"}".formatted(code));
    }

    private Sender issuing() {
        return answering(200, "{\"access_token\":\"at-1\",\"refresh_token\":\"rt-1\"}");
    }

    private Sender answering(int status, String body) {
        return request -> {
            asked++;
            return new UpstreamAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static final class PlainStore implements OAuthTokenStore {

        private OAuthTokens kept;
        private boolean isDown;

        @Override
        public Optional<OAuthTokens> load(String account) {
            if (isDown) {
                throw new IllegalStateException("no database");
            }
            return Optional.ofNullable(kept);
        }

        @Override
        public void save(String account, OAuthTokens tokens) {
            kept = tokens;
        }
    }
}
