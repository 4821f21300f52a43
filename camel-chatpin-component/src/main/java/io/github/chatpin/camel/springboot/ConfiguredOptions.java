package io.github.chatpin.camel.springboot;

import io.github.chatpin.camel.ChatPinComponentConfigurer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * What an application's properties say of one component. An option may be written {@code portal-url} or {@code
 * portalUrl}, and in an environment variable's name {@code PORTALURL} or {@code PORTAL_URL}. Messages name the property,
 * never its value.
 */
final class ConfiguredOptions {

    /** The auto-configuration's own property, which is no option of the component. */
    private static final String SWITCH = "enabled";

    private final ChatPinComponentConfigurer configurer = new ChatPinComponentConfigurer();
    private final String prefix;

    /** Values by the names in which they were found; the source that goes first comes first. */
    private final Map<String, String> values;

    ConfiguredOptions(Environment environment, String component) {
        prefix = "camel.component." + component;
        values = Binder.get(environment)
                .bind(ConfigurationPropertyName.adapt(prefix, '.'), Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }

    /** Throws if a property is no option, or would be used with a placeholder in it, such as a token sent as such. */
    void check() {
        values.forEach((key, value) -> {
            String option = canonical(key);
            if (!option.equals(SWITCH) && configurer.getOptionType(option, true) == null) {
                throw new IllegalArgumentException(
                        "%s.%s: the component has no such option; correct the name or remove it"
                                .formatted(prefix, key));
            }
            if (value.contains("${")) {
                throw new IllegalArgumentException(
                        "%s.%s: there is nothing for its placeholder; set that, or give it a default as in ${NAME:}"
                                .formatted(prefix, key));
            }
        });
    }

    /** Sets the options. An empty value counts as none, so that a placeholder may have an empty default. */
    void applyTo(Component component) {
        Map<String, String> byOption = new LinkedHashMap<>();
        values.forEach((key, value) -> byOption.putIfAbsent(canonical(key), key));
        byOption.remove(SWITCH);
        byOption.forEach((option, key) -> {
            if (!values.get(key).isEmpty()) {
                set(component, option, key);
            }
        });
    }

    private void set(Component component, String option, String key) {
        try {
            PropertyBindingSupport.build()
                    .withConfigurer(configurer)
                    .withIgnoreCase(true)
                    .withMandatory(true)
                    .bind(component.getCamelContext(), component, option, values.get(key));
        } catch (PropertyBindingException | IllegalArgumentException e) { // their messages and causes have the value
            throw new IllegalArgumentException("%s.%s: neither a %s nor a reference to one such as #bean:name"
                    .formatted(
                            prefix, key, configurer.getOptionType(option, true).getSimpleName()));
        }
    }

    private static String canonical(String key) {
        return key.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
