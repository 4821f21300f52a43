package io.github.chatpin.example.benchmark;

/** In what accounts differ. */
enum AccountKind {
    /** In their webhooks, at the same portal. */
    OF_ONE_PORTAL {
        @Override
        Portal account(Portal first, int number) {
            return new Portal(first.url(), first.authorizationToken() + number);
        }
    },
    /** In their portals: each has another address 127.x.y.z. */
    OF_PORTALS {
        @Override
        Portal account(Portal first, int number) {
            String host = "127.0.%d.%d".formatted(number / A_BLOCK, number % A_BLOCK + 1);
            return new Portal(first.url().replace("127.0.0.1", host), first.authorizationToken());
        }
    };

    private static final int A_BLOCK = 250;

    /**
     * Returns where an account pins, and with which credentials.
     *
     * @param first a portal that answers at all addresses 127.x.y.z
     * @param number tells the account from others, 0 or more
     */
    abstract Portal account(Portal first, int number);
}
