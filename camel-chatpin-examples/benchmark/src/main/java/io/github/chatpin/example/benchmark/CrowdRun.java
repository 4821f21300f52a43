package io.github.chatpin.example.benchmark;

/**
 * What became of the pins of callers that each wait for one before they send the next.
 *
 * @param callers how many there were
 * @param answerMillis after how long the portal answered
 * @param pins how many pins they sent together
 * @param seconds how long all took
 * @param failed how many failed
 * @param traffic what arrived at the portal
 */
record CrowdRun(int callers, int answerMillis, int pins, double seconds, int failed, Traffic traffic) {

    private static final int MOST_IN_A_BATCH = 50;
    private static final double MILLIS_BESIDE_THE_ANSWER = 2;

    // The standard plan's: it permits 48 requests at once (50 less the 2 of a second), and 2 a second
    private static final double PERMITS_AT_ONCE = 48;
    private static final double PERMITS_PER_SECOND = 2;

    /** Returns the fewest requests that could carry the pins. */
    int fullBatches() {
        int inABatch = Math.min(callers, MOST_IN_A_BATCH);
        return (pins + inABatch - 1) / inABatch;
    }

    /** Returns the least time that the portal's limit and its answers allow. */
    double boundSeconds() {
        double atTheSameTime = Math.max(1, (double) callers / MOST_IN_A_BATCH);
        double byAnswers = fullBatches() * (answerMillis + MILLIS_BESIDE_THE_ANSWER) / 1e3 / atTheSameTime;
        double byTheLimit = (fullBatches() - PERMITS_AT_ONCE) / PERMITS_PER_SECOND;
        return Math.max(byAnswers, byTheLimit);
    }
}
