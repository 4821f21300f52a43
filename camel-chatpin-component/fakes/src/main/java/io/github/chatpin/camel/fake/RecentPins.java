package io.github.chatpin.camel.fake;

import java.util.Optional;

/** The method {@code im.recent.pin}. Thread-safe. */
final class RecentPins {

    private final RecentDialogs dialogs;
    private final OpenLines openLines;

    RecentPins(RecentDialogs dialogs, OpenLines openLines) {
        this.dialogs = dialogs;
        this.openLines = openLines;
    }

    RestOutcome pin(MethodCall call) {
        RestParameters parameters = call.parameters().inAnyCase();
        String text = parameters.text("DIALOG_ID").orElse("");
        Optional<DialogId> named = DialogId.parse(text);
        if (named.isEmpty() || text.equals("0")) {
            return RestOutcome.badRequest("DIALOG_ID_EMPTY", "Dialog ID can't be empty");
        }
        Optional<DialogId> dialog = DialogId.lookedUp(text);
        Bitrix24Generation generation = dialogs.rules().generation();
        if (dialogs.isDenied(named.get()) || generation.checksRights() && mayNotBePinned(named.get(), dialog)) {
            return RestOutcome.badRequest("ACCESS_ERROR", "You don't have permission to pin this chat");
        }
        boolean pin = isPin(parameters);
        return RestOutcome.done(dialog.isPresent() ? change(dialog.get(), pin) : pretendsToChange(generation, pin));
    }

    private boolean change(DialogId dialog, boolean pin) {
        return pin ? dialogs.pin(dialog) : dialogs.unpin(dialog);
    }

    /** By an id without a dialog the newest server changes no row, and does not notice. */
    private boolean pretendsToChange(Bitrix24Generation generation, boolean pin) {
        return generation == Bitrix24Generation.FROM_26_150 && !(pin && dialogs.isFull());
    }

    private boolean mayNotBePinned(DialogId named, Optional<DialogId> dialog) {
        return dialogs.isUnknown(named) || dialog.filter(openLines::isOpenLine).isPresent();
    }

    /** As PHP compares with {@code N}, to which {@code true} is equal and {@code 0} is not. */
    private static boolean isPin(RestParameters parameters) {
        Object pin =
                parameters.value("ACTION").or(() -> parameters.value("PIN")).orElse("");
        return !pin.equals("N") && !pin.equals(true);
    }
}
