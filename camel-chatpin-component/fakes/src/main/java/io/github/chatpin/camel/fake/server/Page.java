package io.github.chatpin.camel.fake.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The page that shows the stand-ins, and its style and script. */
final class Page {

    private Page() {}

    static List<Route> routes() {
        return List.of(
                file("/", "page.html", "text/html; charset=utf-8"),
                file("/page.css", "page.css", "text/css; charset=utf-8"),
                file("/page.js", "page.js", "text/javascript; charset=utf-8"));
    }

    private static Route file(String path, String name, String contentType) {
        return new Route("GET", Route.segments(path), List.of(), call -> new Reply(200, contentType, content(name)));
    }

    private static byte[] content(String name) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
