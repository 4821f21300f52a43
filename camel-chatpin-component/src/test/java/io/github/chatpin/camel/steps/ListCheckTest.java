package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCheckTest extends StepTestSupport {

    private final VerifiedPin anew = new VerifiedPin(pin("a"), verifying(1));

    @Test
    void onlyHasTheChatsListed() {
        ListCheck check = check(anew);

        assertThat(check.parts()).isEmpty();
        assertThat(check.lists()).isTrue();
        assertThat(check.page()).isEqualTo(ListingUpstream.NEXT_PAGE);
    }

    @Test
    void isOfTheListsMethodAndThePinsChat() {
        ListCheck check = check(anew);

        assertThat(check.method()).isEqualTo("list");
        assertThat(check.chatId()).isEqualTo("a");
        assertThat(check.pin()).isEqualTo(pin("a"));
        assertThat(check.upstream()).isSameAs(upstream);
    }

    @Test
    void isOfThePinsMethodWhereTheListNeedsNoRequest() {
        upstream.listing = new Listing.Remembered(List.of());

        assertThat(check(anew).method()).isEqualTo("pin");
    }

    @Test
    void endsAPinThatTheListShows() {
        assertThat(check(anew).outcome(List.of(), listed("a"))).isEqualTo(APPLIED);
    }

    @Test
    void makesAPinAnewThatTheListDoesNotShow() {
        assertThat(next(check(anew).outcome(List.of(), listed("b")))).isSameAs(anew);
    }

    @Test
    void tellsWhatWasUnpinnedWhenItIsGivenUp() {
        ChatPinException failure = unavailable(503);

        assertThat(check(anew, "v").givenUp(failure))
                .isEqualTo(new Outcome.Refused(failure, List.of("v"), AnswerFacts.NONE));
        assertThat(check(anew, "v").evicted()).containsExactly("v");
    }

    @Test
    void mayEndWhenItHasWaitedTooLongUnlessAChatWasUnpinned() {
        assertThat(check(anew).mayTimeOut()).isTrue();
        assertThat(check(anew, "v").mayTimeOut()).isFalse();
    }

    @Test
    void givesUpItsPlaceWhenItEnds() {
        take("a", List.of(), 1);

        check(CapStep.first(pin("a"), capped(1, WhenFull.FAIL))).ended();

        assertThat(allPlacesAreFree()).isTrue();
    }

    @Test
    void hasNoPlaceToGiveUpForAPlainCommand() {
        assertThatCode(() -> check(pin("a")).ended()).doesNotThrowAnyException();
    }

    private ListCheck check(Command makesItAnew, String... evicted) {
        Verification verification = new Verification(pin("a"), verifying(1), List.of(evicted));
        return new ListCheck(verification, APPLIED, ListingUpstream.NEXT_PAGE, makesItAnew);
    }
}
