package io.github.chatpin.camel;

import java.util.List;

/**
 * Some pins of a bulk request failed. What was done and what was not is in {@link #getResults()} and
 * {@link #getFailures()}; retryable if any failure is.
 */
public class BulkPinException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what List.copyOf returns is serializable, and so is what it holds
    private final List<PinResult> results;

    @SuppressWarnings("serial")
    private final List<PinFailure> failures;

    /**
     * @param platform the platform's name
     * @param results  the pins that were done, in the order of the request
     * @param failures the pins that were not, at least one, in the order of the request
     */
    public BulkPinException(String platform, List<PinResult> results, List<PinFailure> failures) {
        super(
                message(results, failures),
                Origin.unanswered(platform, null),
                failures.stream().anyMatch(failure -> failure.cause().isRetryable()));
        this.results = List.copyOf(results);
        this.failures = List.copyOf(failures);
    }

    private static String message(List<PinResult> results, List<PinFailure> failures) {
        PinFailure first = failures.get(0);
        return "%d of %d pins failed; the first, item %d: %s"
                .formatted(
                        failures.size(),
                        failures.size() + results.size(),
                        first.index(),
                        first.cause().getMessage());
    }

    /** Returns the pins that were done, in the order of the request. */
    public List<PinResult> getResults() {
        return results;
    }

    /** Returns the pins that were not done, in the order of the request. */
    public List<PinFailure> getFailures() {
        return failures;
    }
}
