package io.github.chatpin.camel.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.TestConnections;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts that are looked up, step by step: a test decides when each thread has its turn. */
class DirectoryTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final CamelContext context = new DefaultCamelContext();
    private final ManualTimekeeper time = new ManualTimekeeper();
    private final Deque<Runnable> lookUps = new ArrayDeque<>();
    private final Deque<Runnable> others = new ArrayDeque<>();
    private final TestConnections connections = new TestConnections(time);
    private final Deque<AccountSource> answers = new ArrayDeque<>();
    private final Directory directory = new Directory(
            "portals",
            name -> answers.removeFirst().find(name),
            (endpoint, options) -> connect(options),
            time,
            lookUps::add,
            others::add,
            new Random(1));
    private final ChatPinEndpoint pins = endpoint("");
    private final ChatPinEndpoint lists = endpoint("&operation=list");

    private Runnable whileConnecting = () -> {};

    private Connection connect(Map<String, String> options) {
        whileConnecting.run();
        return connections.open(options.get("portalUrl"));
    }

    private ChatPinEndpoint endpoint(String options) {
        context.getRegistry().bind("portals", (AccountSource) name -> Optional.empty());
        return context.getEndpoint(
                "chatpin:bitrix24?accounts=#bean:portals&maxRetries=0&maxPending=2&requestTimeout=%d&accountIdle=%d%s"
                        .formatted(TIMEOUT.toMillis(), IDLE.toMillis(), options),
                ChatPinEndpoint.class);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void letsInThoseThatWaitedInTheirOrder() throws Exception {
        answers.add(found("acme"));
        List<Guest> told = new ArrayList<>();
        Guest first = enter(new Guest(pins, told));
        Guest second = enter(new Guest(pins, told));

        goOn();

        assertThat(told).containsExactly(first, second);
        assertThat(enter(new Guest(pins, told)).stay).isNotNull();
    }

    @Test
    void takesALateAnswerThatComesBeforeTheNewsThatItIsLate() throws Exception {
        answers.add(name -> {
            time.advance(TIMEOUT);
            return options("acme");
        });
        Guest guest = enter(new Guest(pins));
        lookUps.removeFirst().run();

        others.removeLast().run(); // lets in
        guest.stay.end();
        goOn(); // turns away, which is out of date

        assertThat(guest.told).isEqualTo(1);
        assertThat(guest.failure).isNull();
    }

    @Test
    void turnsNoExchangeAwayForALookUpThatWasLateBefore() throws Exception {
        answers.add(found("acme"));
        enter(new Guest(lists));
        goOn();
        whileConnecting = () -> time.advance(TIMEOUT);
        Guest late = enter(new Guest(pins));
        lookUps.removeFirst().run();
        others.removeLast().run();
        late.stay.end();
        directory.leave(pins);
        whileConnecting = () -> {};
        Guest next = enter(new Guest(pins));

        others.removeFirst().run(); // turns the late one's away
        goOn();

        assertThat(next.failure).isNull();
        assertThat(next.stay).isNotNull();
    }

    @Test
    void turnsThoseAwayWhoseLookUpFails() throws Exception {
        answers.add(name -> Optional.empty());
        answers.add(name -> {
            throw new IllegalStateException("down");
        });
        Guest unknown = enter(new Guest(pins));
        goOn();
        Guest failed = enter(new Guest(pins));
        goOn();

        assertThat(unknown.failure).isInstanceOf(InvalidPinRequestException.class);
        assertThat(failed.failure).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(directory.report().accounts()).isZero();
    }

    @Test
    void looksUpOnceForSeveralEndpoints() throws Exception {
        answers.add(found("acme"));
        Guest pin = enter(new Guest(pins));
        Guest list = enter(new Guest(lists));

        goOn();

        assertThat(pin.stay).isNotNull();
        assertThat(list.stay).isNotNull();
        assertThat(answers).isEmpty();
    }

    @Test
    void forgetsAnAccountThatHasBeenIdleForLong() throws Exception {
        answers.add(found("acme"));
        Guest guest = enter(new Guest(pins));
        goOn();
        guest.stay.end();
        time.advance(IDLE.minusSeconds(1));
        assertThat(connections.accounts()).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        goOn();

        assertThat(connections.accounts()).isZero();
        assertThat(directory.report().accounts()).isZero();
    }

    @Test
    void keepsAnAccountWhileAnExchangeIsWithIt() throws Exception {
        answers.add(found("acme"));
        Guest guest = enter(new Guest(pins));
        goOn();
        time.advance(IDLE.multipliedBy(2));
        goOn();
        assertThat(connections.accounts()).isEqualTo(1);

        guest.stay.end();
        time.advance(IDLE);
        goOn();

        assertThat(connections.accounts()).isZero();
    }

    @Test
    void anExchangeThatComesWhileAnIdleAccountIsClosedIsLookedUp() throws Exception {
        answers.add(found("acme"));
        Guest first = enter(new Guest(pins));
        goOn();
        first.stay.end();
        time.advance(IDLE);
        answers.add(found("acme"));
        Guest second = enter(new Guest(pins));
        assertThat(second.stay).isNull();

        goOn();

        assertThat(second.stay).isNotNull();
        assertThat(connections.accounts()).isEqualTo(1);
    }

    @Test
    void anEndpointThatStopsLeavesItsExchangesUntilTheyHaveEnded() throws Exception {
        answers.add(found("acme"));
        Guest guest = enter(new Guest(pins));
        goOn();

        directory.leave(pins);
        assertThat(connections.accounts()).isEqualTo(1);
        guest.stay.end();

        assertThat(connections.accounts()).isZero();
    }

    @Test
    void anEndpointMayStopBeforeAnExchangeIsLetIn() throws Exception {
        answers.add(found("acme"));
        Guest guest = enter(new Guest(pins));
        lookUps.removeFirst().run();

        directory.leave(pins);
        goOn();

        assertThat(guest.stay).isNotNull();
        assertThat(guest.told).isEqualTo(1);
    }

    @Test
    void asksForOtherCredentialsWhenAllStaysHaveEnded() throws Exception {
        answers.add(found("acme"));
        Guest refused = enter(new Guest(pins));
        Guest underWay = enter(new Guest(pins));
        goOn();

        refused.stay.comeBack(refused);
        Guest later = enter(new Guest(pins));
        goOn();
        assertThat(later.stay).isNull();

        answers.add(found("acme with others"));
        underWay.stay.end();
        goOn();

        assertThat(refused.told).isEqualTo(2);
        assertThat(refused.hasNothingNew).isFalse();
        assertThat(later.stay).isNotNull();
    }

    @Test
    void tellsThoseThatCameBackThatThereAreNoOtherCredentials() throws Exception {
        answers.add(found("acme"));
        answers.add(found("acme"));
        Guest refused = enter(new Guest(pins));
        goOn();

        refused.stay.comeBack(refused);
        goOn();

        assertThat(refused.hasNothingNew).isTrue();
        assertThat(connections.accounts()).isEqualTo(1);
    }

    @Test
    void aStopTurnsAwayThoseThatWait() throws Exception {
        Guest guest = enter(new Guest(pins));

        directory.close();

        assertThat(guest.failure).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> enter(new Guest(pins))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aStopTellsOnceAnExchangeWhoseCredentialsWereRefused() throws Exception {
        answers.add(found("acme"));
        Guest refused = enter(new Guest(pins));
        Guest tooLate = enter(new Guest(pins));
        goOn();
        refused.stay.comeBack(refused);

        directory.close();
        tooLate.stay.comeBack(tooLate);
        goOn();

        assertThat(refused.hasNothingNew).isTrue();
        assertThat(refused.told).isEqualTo(2);
        assertThat(tooLate.hasNothingNew).isTrue();
        assertThat(tooLate.told).isEqualTo(2);
    }

    private Guest enter(Guest guest) throws InterruptedException {
        Stay stay = directory.enter("acme", guest, true);
        if (stay != null) {
            guest.letIn(stay);
        }
        return guest;
    }

    /** Gives all threads their turns. */
    private void goOn() {
        while (!lookUps.isEmpty() || !others.isEmpty()) {
            (lookUps.isEmpty() ? others : lookUps).removeFirst().run();
        }
    }

    private static AccountSource found(String account) {
        return name -> options(account);
    }

    private static Optional<Map<String, String>> options(String account) {
        return Optional.of(Map.of("portalUrl", account));
    }

    private static final class Guest implements Visitor {

        private final ChatPinEndpoint endpoint;
        private final List<Guest> order;
        private Stay stay;
        private RuntimeException failure;
        private boolean hasNothingNew;
        private int told;

        private Guest(ChatPinEndpoint endpoint) {
            this(endpoint, new ArrayList<>());
        }

        private Guest(ChatPinEndpoint endpoint, List<Guest> order) {
            this.endpoint = endpoint;
            this.order = order;
        }

        @Override
        public ChatPinEndpoint endpoint() {
            return endpoint;
        }

        @Override
        public void letIn(Stay itsStay) {
            told++;
            stay = itsStay;
            order.add(this);
        }

        @Override
        public void turnAway(RuntimeException why) {
            told++;
            failure = why;
        }

        @Override
        public void nothingNew() {
            told++;
            hasNothingNew = true;
        }
    }
}
