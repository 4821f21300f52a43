package io.github.chatpin.camel.limit;

/**
 * What is to be taken from a shared bucket before the next permit is taken from it, for reasons that may come together.
 *
 * @param uncounted requests that went without a permit
 * @param rejected  whether the upstream has rejected a request
 * @param emptied   whether what the bucket has saved up is not to be used
 * @param debt      how many tokens are to be missing from it
 */
record Correction(long uncounted, boolean rejected, boolean emptied, long debt) {

    static final Correction NONE = new Correction(0, false, false, 0);
    static final Correction OF_A_REJECTION = new Correction(0, true, false, 0);
    static final Correction TO_EMPTY = new Correction(0, false, true, 0);

    static Correction ofUncounted(long requests) {
        return new Correction(requests, false, false, 0);
    }

    static Correction ofDebt(long tokens) {
        return new Correction(0, false, false, tokens);
    }

    Correction plus(Correction other) {
        return new Correction(
                uncounted + other.uncounted,
                rejected || other.rejected,
                emptied || other.emptied,
                Math.max(debt, other.debt));
    }

    boolean isNone() {
        return equals(NONE);
    }

    /**
     * Returns how many tokens to take.
     *
     * @param available how many there are, below zero if some were taken that are still to come
     */
    long tokens(long available, SharedRate rate) {
        // The upstream does not count what it rejects: its counter is never above the threshold.
        long tokens = Math.min(uncounted, available + rate.exhaustedBy());
        if (rejected) {
            tokens = Math.max(tokens, Math.max(available + rate.exhaustedBy(), rate.leastForARejection()));
        }
        if (emptied) {
            tokens = Math.max(tokens, available);
        }
        return debt > 0 ? Math.max(tokens, available + debt) : tokens;
    }
}
