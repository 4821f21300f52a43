package io.github.chatpin.example.springboot;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers with problem details, and with a status that tells the client what to do. */
@RestControllerAdvice
class PinFailures extends ResponseEntityExceptionHandler {

    /** For clients of which the upstream did not say how long they shall wait. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    // snippet failures
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notPinned(ChatPinException failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status(failure), failure.getMessage());
        problem.setProperty("failure", failure.getClass().getSimpleName());
        problem.setProperty("retryable", failure.isRetryable());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
        if (failure.isRetryable()) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(secondsToWait(failure)));
        }
        return answer.body(problem);
    }

    private static HttpStatus status(ChatPinException failure) {
        if (failure instanceof InvalidPinRequestException) {
            return HttpStatus.BAD_REQUEST;
        }
        if (failure instanceof AuthenticationException) {
            return HttpStatus.BAD_GATEWAY; // this service's credentials, not its client's
        }
        if (failure instanceof RateLimitedException) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        if (failure instanceof UpstreamUnavailableException) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return HttpStatus.UNPROCESSABLE_ENTITY; // refused, not applied, too many pins
    }
    // end

    private static long secondsToWait(ChatPinException failure) {
        Duration asked = failure instanceof RateLimitedException limited ? limited.getRetryAfter() : null;
        return asked == null ? RETRY_AFTER.toSeconds() : asked.plusMillis(999).toSeconds(); // rounded up
    }

    /** The service is stopping. */
    @ExceptionHandler
    ProblemDetail stopping(RejectedExecutionException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage());
    }

    /** Names the fields that are wrong. */
    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Map<String, String> errors = new TreeMap<>();
        for (FieldError error : failure.getFieldErrors()) {
            errors.put(error.getField(), error.getDefaultMessage());
        }
        failure.getBody().setProperty("errors", errors);
        return super.handleMethodArgumentNotValid(failure, headers, status, request);
    }
}
