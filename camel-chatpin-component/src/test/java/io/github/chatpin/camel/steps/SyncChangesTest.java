package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncChangesTest extends SyncTestSupport {

    private final ChatPinException failure = rejected();

    @Test
    void areAsManyAsARequestHolds() {
        SyncChanges first = changes(task(plain(2), "a", "b"), "x");

        assertThat(first.parts()).containsExactly(unpin("x"), pin("b"));
        assertThat(changesOf(first.outcome(List.of(APPLIED, APPLIED), null)).parts())
                .containsExactly(pin("a"));
    }

    @Test
    void areOfThePinsMethod() {
        SyncChanges first = changes(task(plain(2), "a"));

        assertThat(first.method()).isEqualTo("pin");
        assertThat(first.upstream()).isSameAs(upstream);
    }

    @Test
    void haveTheListBehindThemWhereAllOfThemAndItHaveRoom() {
        assertThat(changes(task(verifying(2), "a", "b")).lists()).isFalse();
        assertThat(changes(task(verifying(3), "a", "b")).lists()).isTrue();
        assertThat(changes(task(plain(3), "a", "b")).lists()).isFalse();
    }

    @Test
    void goOnWithWhatTheFirstAnswerTells() {
        SyncChanges first = changes(task(plain(1), "a", "b"));

        assertThat(first.outcome(List.of(APPLIED), null).facts()).isEqualTo(FACTS);
    }

    @Test
    void endWhenAllAreMade() {
        SyncChanges first = changes(task(plain(ROOM), "a"), "x");

        assertThat(first.outcome(List.of(APPLIED, APPLIED), null)).isEqualTo(synced(first, unpin("x"), pin("a")));
    }

    @Test
    void tellEachThatIsRefused() {
        SyncChanges first = changes(task(plain(ROOM), "a", "b"), "x");

        assertThat(first.outcome(List.of(refused(failure), APPLIED, refused(failure)), null))
                .isEqualTo(new Outcome.Synced(
                        first.plan().result(),
                        List.of(done(pin("b"))),
                        List.of(failedUnpin("x", failure), failedPin(0, "a", failure)),
                        FACTS));
    }

    @Test
    void tellTheChatsThatCouldNotBeFound() {
        SyncTask task = task(
                plain(ROOM),
                List.of(
                        wanted(0, pin("a")),
                        wanted(1, new ListingUpstream.LookUp("sg5")).failed(failure)));

        Outcome outcome = changes(task).outcome(List.of(APPLIED), null);

        assertThat(((Outcome.Synced) outcome).failures()).containsExactly(failedPin(1, "sg5", failure));
    }

    @Test
    void areTriedAgainIfTheyMayBeMadeLater() {
        SyncChanges first = changes(task(plain(2), "a", "b", "c"));
        Outcome.TryAgain busy = busy(Scope.COMMAND);

        Outcome outcome = first.outcome(List.of(busy, APPLIED), null);

        assertThat(outcome).isEqualTo(busy.with(next(outcome)));
        assertThat(changesOf(outcome).parts()).as("before the next").containsExactly(pin("c"), pin("a"));
        assertThat(changesOf(outcome).outcome(List.of(APPLIED, APPLIED), null))
                .isEqualTo(synced(first, pin("b"), pin("c"), pin("a")));
    }

    @Test
    void waitForAllThatWaitsWithThem() {
        SyncChanges first = changes(task(plain(ROOM), "a", "b", "c"));
        Outcome.TryAgain alone = busy(Scope.COMMAND);
        Outcome.TryAgain method = busy(Scope.METHOD);
        Outcome.TryAgain limited = busy(Scope.LIMIT);

        Outcome outcome = first.outcome(List.of(alone, method, alone), null);
        assertThat(outcome).isEqualTo(method.with(next(outcome)));

        outcome = first.outcome(List.of(limited, alone, alone), null);
        assertThat(outcome).isEqualTo(limited.with(next(outcome)));
    }

    @Test
    void tryAPinAgainWhileAnUnpinBeforeItHasStillToCome() {
        SyncChanges first = changes(task(plain(ROOM), "a"), "x");

        Outcome outcome = first.outcome(List.of(busy(Scope.COMMAND), refused(notApplied())), null);

        assertThat(changesOf(outcome).parts()).containsExactly(unpin("x"), pin("a"));
        assertThat(changesOf(outcome).failures()).isEmpty();
    }

    @Test
    void tryNoPinAgainThatIsRefusedForAnotherReason() {
        SyncChanges first = changes(task(plain(ROOM), "a"), "x");

        Outcome outcome = first.outcome(List.of(busy(Scope.COMMAND), refused(failure)), null);

        assertThat(changesOf(outcome).parts()).containsExactly(unpin("x"));
        assertThat(changesOf(outcome).failures()).containsExactly(failedPin(0, "a", failure));
    }

    @Test
    void tryNoPinAgainWhileOnlyPinsHaveStillToCome() {
        SyncChanges first = changes(task(plain(ROOM), "a", "b"), "x");
        ChatPinException notApplied = notApplied();

        Outcome outcome = first.outcome(List.of(APPLIED, busy(Scope.COMMAND), refused(notApplied)), null);

        assertThat(changesOf(outcome).parts()).containsExactly(pin("b"));
        assertThat(changesOf(outcome).failures()).containsExactly(failedPin(0, "a", notApplied));
    }

    @Test
    void tryNoUnpinAgainThatWasNotApplied() {
        SyncChanges first = changes(task(plain(ROOM), "a"), "x", "y");
        ChatPinException notApplied = notApplied();

        Outcome outcome = first.outcome(List.of(busy(Scope.COMMAND), refused(notApplied), APPLIED), null);

        assertThat(changesOf(outcome).parts()).containsExactly(unpin("x"));
        assertThat(changesOf(outcome).failures()).containsExactly(failedUnpin("y", notApplied));
    }

    @Test
    void leaveOutThePinThatWasToHaveThePlaceOfAChatThatIsNotUnpinned() {
        limit = 2;
        SyncChanges first = changes(task(plain(2), "a", "b"), "x", "y");

        SyncChanges next = changesOf(first.outcome(List.of(refused(failure), APPLIED), null));

        assertThat(next.parts()).as("without the body's last").containsExactly(pin("a"));
        assertThat(next.failures()).first().isEqualTo(failedUnpin("x", failure));
        assertThat(next.failures()).last().satisfies(SyncChangesTest::hasNoPlaceForB);
    }

    @Test
    void leaveOutNoPinThatHasAPlaceAllTheSame() {
        limit = 3;
        SyncChanges first = changes(task(plain(2), "a", "b"), "x", "y");

        SyncChanges next = changesOf(first.outcome(List.of(refused(failure), APPLIED), null));

        assertThat(next.parts()).containsExactly(pin("b"), pin("a"));
        assertThat(next.failures()).containsExactly(failedUnpin("x", failure));
    }

    @Test
    void leaveOutNoPinWithoutALimit() {
        SyncChanges first = changes(task(plain(2), "a", "b"), "x", "y");

        SyncChanges next = changesOf(first.outcome(List.of(refused(failure), refused(failure)), null));

        assertThat(next.parts()).containsExactly(pin("b"), pin("a"));
    }

    @Test
    void countThePinsThatWereMadeForThePlaces() {
        limit = 2;
        SyncChanges first = changes(task(plain(3), "b", "a"), "x", "y");

        Outcome.Synced synced = (Outcome.Synced) first.outcome(List.of(refused(failure), APPLIED, APPLIED), null);

        assertThat(synced.done()).containsExactly(done(unpin("y")), done(pin("a")));
        assertThat(synced.failures()).hasSize(2).last().satisfies(left -> {
            assertThat(left.index()).isZero();
            assertThat(left.cause()).isInstanceOf(PinLimitReachedException.class);
        });
    }

    @Test
    void countTheChatsThatAreKeptForThePlaces() {
        limit = 3;
        SyncChanges first = changes(task(plain(2), "a", "b", "k"), "x", "y", "k");

        SyncChanges next = changesOf(first.outcome(List.of(refused(failure), APPLIED), null));

        assertThat(next.parts()).containsExactly(pin("a"));
    }

    @Test
    void countNoPinThatHasFailedForThePlaces() {
        limit = 2;
        SyncChanges first = changes(task(plain(3), "a", "b"), "x", "y");

        SyncChanges next = changesOf(first.outcome(List.of(refused(failure), APPLIED, refused(failure)), null));

        assertThat(next.parts()).as("there is a place left").containsExactly(pin("a"));
    }

    @Test
    void areNotPinsInPlacesThatUnpinsHaveStillToMake() {
        limit = 1;
        SyncChanges first = changes(task(plain(1), "a"), "x", "y");

        SyncChanges next = changesOf(first.outcome(List.of(refused(failure)), null));

        assertThat(next.parts()).as("the unpin is made all the same").containsExactly(unpin("y"));
        assertThat(next.outcome(List.of(APPLIED), null))
                .isInstanceOfSatisfying(Outcome.Synced.class, synced -> assertThat(synced.done())
                        .containsExactly(done(unpin("y"))));
    }

    @Test
    void failTogetherWhereTheCredentialsDo() {
        ChatPinException noCredentials = authentication();
        SyncChanges first = changes(task(plain(ROOM), "a", "b"));

        assertThat(first.outcome(List.of(refused(noCredentials), refused(authentication())), null))
                .isEqualTo(refused(noCredentials));
    }

    @Test
    void failEachForItselfWhereOneWasMadeOrFailedOtherwise() {
        SyncChanges first = changes(task(plain(ROOM), "a", "b"));

        assertThat(first.outcome(List.of(refused(authentication()), APPLIED), null))
                .isInstanceOf(Outcome.Synced.class);
        assertThat(first.outcome(List.of(refused(authentication()), refused(failure)), null))
                .isInstanceOf(Outcome.Synced.class);
    }

    @Test
    void haveNoOtherOutcome() {
        SyncChanges first = changes(task(plain(ROOM), "a"));

        assertThatThrownBy(() -> first.outcome(List.of(SKIPPED), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Skipped");
    }

    @Test
    void areLookedForInTheListOfTheSameRequest() {
        SyncChanges first = changes(task(verifying(ROOM), "a"), "x");

        assertThat(first.outcome(List.of(APPLIED, APPLIED), listed("a")))
                .isEqualTo(new Outcome.Synced(
                        first.plan().result(), List.of(done(unpin("x")), done(pin("a"))), List.of(), FACTS_OF_LIST));
    }

    @Test
    void areLookedForInAListOfItsOwnWhereThereWasNoRoom() {
        SyncChanges first = changes(task(verifying(1), "a"));

        Outcome outcome = first.outcome(List.of(APPLIED), null);

        assertThat(outcome.facts()).isEqualTo(FACTS);
        assertThat(next(outcome)).isInstanceOfSatisfying(SyncCheck.class, check -> {
            assertThat(check.page()).isNull();
            assertThat(check.changes().done()).containsOnlyKeys(first.todo().get(0));
        });
    }

    @Test
    void areNotLookedForWhereNoneWasMade() {
        SyncChanges first = changes(task(verifying(1), "a"));

        assertThat(first.outcome(List.of(refused(failure)), null))
                .isEqualTo(new Outcome.Synced(
                        first.plan().result(), List.of(), List.of(failedPin(0, "a", failure)), FACTS));
    }

    @Test
    void areMadeAgainThatTheListDoesNotShow() {
        SyncChanges first = changes(task(verifying(ROOM), "a", "b"), "x", "y");

        Outcome.TryAgain again =
                (Outcome.TryAgain) first.outcome(List.of(APPLIED, APPLIED, APPLIED, APPLIED), listed("x", "b"));

        assertThat(again.scope()).isEqualTo(Scope.COMMAND);
        assertThat(again.facts()).isEqualTo(FACTS_OF_LIST);
        assertThat(again.failure())
                .isInstanceOf(PinNotAppliedException.class)
                .hasMessageContaining("the list of pinned chats still shows it");
        assertThat(changesOf(again).parts()).containsExactly(unpin("x"), pin("a"));
        assertThat(changesOf(again).outcome(List.of(APPLIED, APPLIED), listed("a", "b")))
                .isInstanceOfSatisfying(Outcome.Synced.class, synced -> assertThat(synced.done())
                        .containsExactly(done(unpin("y")), done(pin("b")), done(unpin("x")), done(pin("a"))));
    }

    @Test
    void areLookedForByWhatTheListCallsTheChat() {
        upstream.listedIds.put("a", "a@jid");
        SyncChanges first = changes(task(verifying(ROOM), "a"));

        assertThat(first.outcome(List.of(APPLIED), listed("a@jid"))).isInstanceOf(Outcome.Synced.class);
    }

    @Test
    void failEachWithItsOwnFailureWhenTheyAreGivenUp() {
        SyncChanges first = changes(task(plain(2), "a", "b", "c"));
        Outcome.TryAgain ofC = busy(Scope.COMMAND);
        Outcome.TryAgain ofB = busy(Scope.METHOD);
        SyncChanges next = changesOf(first.outcome(List.of(ofC, ofB), null));

        Outcome outcome = next.givenUp(ofB.failure());

        assertThat(outcome.facts()).isEqualTo(AnswerFacts.NONE);
        assertThat(changesOf(outcome).parts()).as("the others go on").containsExactly(pin("a"));
        assertThat(changesOf(outcome).failures())
                .containsExactly(failedPin(2, "c", ofC.failure()), failedPin(1, "b", ofB.failure()));
    }

    @Test
    void failWithTheirRequestWhenItHadNoAnswer() {
        ChatPinException noAnswer = unavailable(0);
        SyncChanges sent = (SyncChanges) changes(task(plain(2), "a", "b", "c")).again();

        Outcome outcome = sent.givenUp(noAnswer);

        assertThat(changesOf(outcome).parts()).containsExactly(pin("a"));
        assertThat(changesOf(outcome).failures())
                .containsExactly(failedPin(2, "c", noAnswer), failedPin(1, "b", noAnswer));
    }

    @Test
    void endWhenTheLastOnesAreGivenUp() {
        SyncChanges first = changes(task(plain(ROOM), "a"), "x");
        Outcome.TryAgain busy = busy(Scope.COMMAND);
        SyncChanges next = changesOf(first.outcome(List.of(APPLIED, busy), null));

        assertThat(next.givenUp(busy.failure()))
                .isEqualTo(new Outcome.Synced(
                        first.plan().result(),
                        List.of(done(unpin("x"))),
                        List.of(failedPin(0, "a", busy.failure())),
                        AnswerFacts.NONE));
    }

    @Test
    void areLookedForWhenTheLastOnesAreGivenUp() {
        SyncChanges first = changes(task(verifying(2), "a"), "x");
        Outcome.TryAgain busy = busy(Scope.COMMAND);
        SyncChanges next = changesOf(first.outcome(List.of(APPLIED, busy), null));

        assertThat(next(next.givenUp(busy.failure()))).isInstanceOf(SyncCheck.class);
    }

    @Test
    void leaveOutThePinWhoseUnpinIsGivenUp() {
        limit = 1;
        SyncChanges first = changes(task(plain(1), "a"), "x");
        Outcome.TryAgain busy = busy(Scope.COMMAND);
        SyncChanges next = changesOf(first.outcome(List.of(busy), null));

        assertThat(next.givenUp(busy.failure()))
                .isInstanceOfSatisfying(Outcome.Synced.class, synced -> assertThat(synced.failures())
                        .extracting(PinFailure::index)
                        .containsExactly(SyncPlan.OF_NO_ITEM, 0));
    }

    @Test
    void forgetEarlierFailuresWhenTheRequestHadNoAnswer() {
        SyncChanges first = changes(task(plain(2), "a", "b"));
        SyncChanges next = changesOf(first.outcome(List.of(busy(Scope.COMMAND), APPLIED), null));

        assertThat(next.again())
                .isEqualTo(new SyncChanges(next.plan(), next.todo(), Map.of(), next.done(), next.failures(), true));
    }

    @Test
    void mayEndByWaitingBeforeTheFirstIsSent() {
        SyncChanges first = changes(task(plain(1), "a", "b"));

        assertThat(first.mayTimeOut()).isTrue();
        assertThat(changesOf(first.outcome(List.of(APPLIED), null)).mayTimeOut())
                .isFalse();
        assertThat(((SyncChanges) first.again()).mayTimeOut()).isFalse();
    }

    @Test
    void haveRetriesOfTheirOwnUnlessTheyAreVerified() {
        SyncChanges plain = changes(task(plain(1), "a", "b"));
        SyncChanges verified = changes(task(verifying(1), "a", "b"));

        assertThat(plain.isNewTask()).isTrue();
        assertThat(verified.isNewTask()).isTrue();
        assertThat(changesOf(plain.outcome(List.of(APPLIED), null)).isNewTask()).isTrue();
        assertThat(changesOf(verified.outcome(List.of(APPLIED), null)).isNewTask())
                .isFalse();
    }

    @Test
    void tellNothingWhenTheyAreBrokenOffBeforeTheFirstIsSent() {
        assertThat(changes(task(plain(1), "a")).brokenOff(failure)).isEmpty();
    }

    @Test
    void tellWhatWasMadeAndWhatNotWhenTheyAreBrokenOff() {
        SyncChanges first = changes(task(plain(3), "a", "b", "c", "d"));
        Outcome.TryAgain busy = busy(Scope.COMMAND);
        SyncChanges next = changesOf(first.outcome(List.of(refused(failure), APPLIED, busy), null));
        ChatPinException stopped = unavailable(0);

        assertThat(next.brokenOff(stopped))
                .contains(new Outcome.Synced(
                        first.plan().result(),
                        List.of(done(pin("c"))),
                        List.of(
                                failedPin(3, "d", failure),
                                failedPin(1, "b", busy.failure()),
                                failedPin(0, "a", stopped)),
                        AnswerFacts.NONE));
    }

    private static void hasNoPlaceForB(PinFailure failure) {
        assertThat(failure).isEqualTo(failedPin(1, "b", failure.cause()));
        assertThat(failure.cause())
                .isInstanceOf(PinLimitReachedException.class)
                .hasMessage("There is no place for b: a chat that was to be unpinned before it could not be");
        assertThat(failure.cause().getChatId()).isEqualTo("b");
    }

    private static AuthenticationException authentication() {
        return new AuthenticationException("invalid token", Origin.unanswered(PLATFORM, null));
    }

    private static Outcome.Synced synced(SyncChanges first, PinCommand... changes) {
        List<PinResult> done = Stream.of(changes).map(SyncTestSupport::done).toList();
        return new Outcome.Synced(first.plan().result(), done, List.of(), FACTS);
    }
}
