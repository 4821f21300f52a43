package io.github.chatpin.camel.fake;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Makes each answer: the rate limit first, then the scripted faults, then the upstream's own work. Thread-safe. */
final class AnsweringTransformer implements ResponseDefinitionTransformerV2 {

    private static final int NO_STATUS = 0;

    private final Clock clock;
    private final Function<IncomingRequest, UpstreamCall> upstream;
    private final RequestJournal journal;
    private final FaultScript faults;
    private final WaitingRoom waitingRoom;

    AnsweringTransformer(
            Clock clock,
            Function<IncomingRequest, UpstreamCall> upstream,
            RequestJournal journal,
            FaultScript faults,
            WaitingRoom waitingRoom) {
        this.clock = clock;
        this.upstream = upstream;
        this.journal = journal;
        this.faults = faults;
        this.waitingRoom = waitingRoom;
    }

    @Override
    public String getName() {
        return "chatpin-fake";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        WaitingRoom.Seat seat = waitingRoom.take();
        UpstreamCall call = upstream.apply(IncomingRequest.of(event.getRequest(), clock.instant()));
        long entry = journal.open(call.recorded());
        Optional<Answer> refusal = call.refusal();
        ResponseDefinition definition = refusal.isPresent() ? refusal.get().toDefinition() : serve(call, seat);
        journal.close(entry, definition.getFault() == null ? definition.getStatus() : NO_STATUS);
        return definition;
    }

    private ResponseDefinition serve(UpstreamCall call, WaitingRoom.Seat seat) {
        try {
            return faults.faultFor(call.recorded())
                    .map(fault -> serve(call, fault, seat))
                    .orElseGet(() -> call.answer().toDefinition());
        } catch (DismissedException dismissed) {
            return dismissed();
        }
    }

    private static ResponseDefinition serve(UpstreamCall call, Fault fault, WaitingRoom.Seat seat) {
        if (fault instanceof ScriptedAnswer scripted) {
            Answer answer = scripted.answer();
            return (scripted.byUpstream() ? call.dressed(answer) : answer).toDefinition();
        }
        if (fault instanceof TruncatedAnswer) {
            return call.answer().truncated().toDefinition();
        }
        if (fault instanceof BrokenConnection broken) {
            if (broken.applied()) {
                call.answer();
            }
            return broken(broken.kind());
        }
        if (fault instanceof LateAnswer late) {
            return seat.pause(late.delay()) ? call.answer().toDefinition() : dismissed();
        }
        if (fault instanceof HungAnswer hung) {
            return hang(call, hung, seat);
        }
        throw new IllegalStateException("unknown fault: " + fault);
    }

    private static ResponseDefinition hang(UpstreamCall call, HungAnswer hung, WaitingRoom.Seat seat) {
        Optional<Answer> applied = hung.applied() ? Optional.of(call.answer()) : Optional.empty();
        if (!seat.awaitRelease()) {
            return dismissed();
        }
        return applied.orElseGet(call::answer).toDefinition();
    }

    private static ResponseDefinition dismissed() {
        return broken(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
    }

    private static ResponseDefinition broken(com.github.tomakehurst.wiremock.http.Fault kind) {
        return ResponseDefinitionBuilder.responseDefinition().withFault(kind).build();
    }
}
