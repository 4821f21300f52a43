package io.github.chatpin.camel.fake;

import java.util.Optional;
import java.util.function.Function;

/**
 * whatsapp-web.js, the browser that two gateways drive. It begins a chat that it is asked for, changes nothing that is so
 * already, and refuses a fourth pin. It looks before a change and not after it: changes at the same time pass.
 */
final class BrowserEngine {

    private static final int CAP = 3; // whatever the account may have

    private final GatewayState state;

    BrowserEngine(GatewayState state) {
        this.state = state;
    }

    /** The chat of an id as WhatsApp Web writes it; empty if there is none and none can begin. */
    Optional<Jid> lookUp(Phone phone, String chatId) {
        return state.numbers().lookUpFails()
                ? Optional.empty()
                : Jid.ofWeb(chatId).filter(jid -> phone.hasOrBegins(jid, state.now()));
    }

    /**
     * Pins or unpins a chat.
     *
     * @param answer makes the answer out of the chat's new state, which is false for a pin that is refused
     */
    Answer set(Phone phone, Jid chat, boolean pinned, WaitingRoom.Seat seat, Function<Boolean, Answer> answer) {
        boolean isRefused = pinned
                && !phone.isPinned(chat)
                && phone.pinCount() >= Math.min(CAP, state.settings().cap());
        return state.change(phone, seat, () -> {
            if (!isRefused && phone.isPinned(chat) != pinned) {
                phone.set(chat, pinned, state.now());
            }
            return answer.apply(pinned && !isRefused);
        });
    }
}
