package io.github.chatpin.camel.fake;

import java.util.Map;

/** The pages that Express makes by itself, which two gateways run on. */
final class ExpressPage {

    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html; charset=utf-8");

    private ExpressPage() {}

    static Answer notFound(IncomingRequest incoming) {
        return page(404, "Cannot " + incoming.httpMethod() + " " + incoming.path());
    }

    /** The body is declared as JSON and is none. */
    static Answer malformedBody() {
        return page(400, "SyntaxError: Unexpected token in JSON at position 0<br> &nbsp; &nbsp;at JSON.parse");
    }

    private static Answer page(int status, String text) {
        return new Answer(
                status,
                HTML,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n"
                        + "<body>\n<pre>" + text + "</pre>\n</body>\n</html>\n");
    }
}
