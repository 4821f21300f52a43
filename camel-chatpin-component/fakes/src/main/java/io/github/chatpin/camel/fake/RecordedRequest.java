package io.github.chatpin.camel.fake;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as a fake received it, in order of arrival. Secrets are replaced by {@code ***} wherever they stood, so
 * that neither a component nor {@code toString} shows one. Immutable.
 *
 * @param httpMethod the HTTP method, {@code POST}
 * @param path the path without the query, {@code /rest/1/***}{@code /im.recent.pin}
 * @param apiMethod what the request asks for: the Bitrix24 method, {@code oauth.token}, {@code pinChat},
 *     {@code unpinChat}, {@code listChats}, {@code status} or {@code instance.list}; empty where the fake does not know the path
 * @param parameters the fields of body and query; names as they were sent, values as strings, numbers, booleans, lists
 *     and maps
 * @param headers the HTTP headers; names in lower case
 * @param credentials how the request said who sent it
 * @param receivedAt when it arrived, by the fake's clock
 * @param status the HTTP status of the answer; 0 while there is none, and for a connection that broke
 * @param commands the commands of a {@code batch}, in order; empty for other requests
 */
public record RecordedRequest(
        String httpMethod,
        String path,
        String apiMethod,
        Map<String, Object> parameters,
        Map<String, String> headers,
        Credentials credentials,
        Instant receivedAt,
        int status,
        List<Command> commands) {

    /** Copies the collections. */
    public RecordedRequest {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        commands = List.copyOf(commands);
    }

    /**
     * One command of a {@code batch}.
     *
     * @param key the key it was sent under
     * @param method the method it calls
     * @param parameters its parameters, decoded; names as they were sent
     */
    public record Command(String key, String method, Map<String, Object> parameters) {

        /** Copies the parameters. */
        public Command {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * {@return a parameter's value as text, whatever the case of its name; empty if the request has none}
     *
     * @param name the parameter's name
     */
    public Optional<String> parameter(String name) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(entry -> String.valueOf(entry.getValue()))
                .findFirst();
    }

    RecordedRequest answered(int newStatus) {
        return new RecordedRequest(
                httpMethod, path, apiMethod, parameters, headers, credentials, receivedAt, newStatus, commands);
    }
}
