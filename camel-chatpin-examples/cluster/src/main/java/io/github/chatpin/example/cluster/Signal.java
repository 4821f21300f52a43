package io.github.chatpin.example.cluster;

/** What Java has no method for: to make a process hold still. */
enum Signal {
    /** It stands still, its connections stay open. */
    STOP,
    /** It goes on. */
    CONT;

    void send(long pid) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -" + name() + " " + pid + " ended with " + exit);
        }
    }
}
