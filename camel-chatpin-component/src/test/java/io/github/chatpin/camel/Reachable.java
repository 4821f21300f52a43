package io.github.chatpin.camel;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** All objects of the component's own types that can be reached from some. */
public final class Reachable {

    private static final String OWN = "io.github.chatpin.";

    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toLookAt = new ArrayDeque<>();

    public static Set<Object> from(Collection<?> roots) {
        Reachable reachable = new Reachable();
        roots.forEach(reachable::add);
        while (!reachable.toLookAt.isEmpty()) {
            reachable.lookAt(reachable.toLookAt.removeFirst());
        }
        reachable.found.removeIf(object -> !isOwn(object.getClass()));
        return reachable.found;
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OWN);
    }

    private void add(Object object) {
        if (object != null && found.add(object)) {
            toLookAt.add(object);
        }
    }

    private void lookAt(Object object) {
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (object instanceof Iterable<?> items) {
            items.forEach(this::add);
        } else if (object instanceof Object[] items) {
            Arrays.asList(items).forEach(this::add);
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get());
        } else if (isOwn(object.getClass())) {
            for (Class<?> type = object.getClass(); isOwn(type); type = type.getSuperclass()) {
                lookAtFields(object, type);
            }
        }
    }

    private void lookAtFields(Object object, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                try {
                    field.setAccessible(true);
                    add(field.get(object));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
