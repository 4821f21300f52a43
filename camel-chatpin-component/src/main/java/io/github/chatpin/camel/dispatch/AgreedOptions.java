package io.github.chatpin.camel.dispatch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The options on which all who share an account or a limit must agree.
 *
 * @param of     names the account or limit
 * @param values by the options' names
 */
record AgreedOptions(String of, Map<String, Object> values) {

    /** Returns some options and others. Where there is nothing to add, the map itself is kept: accounts are many. */
    static AgreedOptions of(String name, Map<String, Object> some, Map<String, Object> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return new AgreedOptions(name, some.isEmpty() ? others : some);
        }
        Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(others);
        return new AgreedOptions(name, all);
    }

    /** Returns whether others are the same, whatever some of these were. */
    boolean agreeBut(Map<String, Object> some, AgreedOptions others) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.putAll(some);
        return changed.equals(others.values);
    }

    /** @throws IllegalArgumentException if others differ; the message names the first option that does */
    void mustAgree(AgreedOptions others) {
        Set<String> all = new LinkedHashSet<>(values.keySet());
        all.addAll(others.values.keySet());
        for (String option : all) {
            if (!Objects.equals(values.get(option), others.values.get(option))) {
                throw new IllegalArgumentException(option + ": another endpoint that shares " + of
                        + " has another value; set the same on all of them");
            }
        }
    }
}
