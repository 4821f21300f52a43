package io.github.chatpin.camel;

/** The upstream answered without an error, but the chat does not have the state that was asked for. Bitrix24 does so when
 * the operator's pins are used up (45 in current versions) or the dialog is not in the operator's recent list. */
public class PinNotAppliedException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, and what to do
     * @param origin  where it happened
     */
    public PinNotAppliedException(String message, Origin origin) {
        super(message, origin, false);
    }
}
