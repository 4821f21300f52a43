package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The methods that tell of the portal, the credentials and their user. Thread-safe. */
final class PortalMethods {

    static final List<String> SCOPES = List.of("im", "imopenlines", "user_brief");

    private static final String USER_ID = Long.toString(OpenLines.USER_ID);

    private final PortalTime time;

    PortalMethods(PortalTime time) {
        this.time = time;
    }

    RestOutcome serverTime(MethodCall call) {
        return RestOutcome.done(PortalTime.atom(time.now()));
    }

    RestOutcome scope(MethodCall call) {
        return RestOutcome.done(SCOPES);
    }

    RestOutcome appInfo(MethodCall call) {
        ObjectNode info = Json.object();
        info.set("SCOPE", Json.of(SCOPES));
        if (call.caller() == MethodCall.Caller.APPLICATION) {
            info.put("ID", 7)
                    .put("CODE", "acme.pins")
                    .put("VERSION", 1)
                    .put("STATUS", "L")
                    .put("INSTALLED", true)
                    .put("PAYMENT_EXPIRED", "N")
                    .putNull("DAYS");
        }
        return RestOutcome.done(info.put("LICENSE", "ru_basic").put("LANGUAGE_ID", "en"));
    }

    /** Needs no scope; the number is a string there. */
    RestOutcome profile(MethodCall call) {
        return RestOutcome.done(Json.object()
                .put("ID", USER_ID)
                .put("ADMIN", true)
                .put("NAME", "Ann")
                .put("LAST_NAME", "Example")
                .put("PERSONAL_GENDER", "")
                .put("TIME_ZONE", ""));
    }

    RestOutcome currentUser(MethodCall call) {
        return RestOutcome.done(Json.object()
                .put("ID", USER_ID)
                .put("ACTIVE", true)
                .put("NAME", "Ann")
                .put("LAST_NAME", "Example")
                .put("EMAIL", "ann@example.com")
                .put("WORK_POSITION", "")
                .put("USER_TYPE", "employee"));
    }
}
