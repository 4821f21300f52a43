package io.github.chatpin.camel.fake;

/**
 * Where a fake listens; 0 is any free port.
 *
 * @param http the port for plain HTTP
 * @param https the port for HTTPS
 */
record Ports(int http, int https) {

    private static final int HIGHEST = 65_535;

    static final Ports FREE = new Ports(0, 0);

    Ports {
        check("port", http);
        check("httpsPort", https);
    }

    private static void check(String name, int port) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException(name + " must be from 0 to " + HIGHEST + ": " + port);
        }
    }
}
