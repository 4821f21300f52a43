package io.github.chatpin.camel.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** The descriptions of JMX beans, which stand at their interfaces as Camel's do. */
final class BeanDescriptions {

    private BeanDescriptions() {}

    static String of(Class<?> bean) {
        return bean.getAnnotation(ManagedResource.class).description();
    }

    static String of(Class<?> bean, MBeanAttributeInfo attribute) {
        String getter = (attribute.isIs() ? "is" : "get") + attribute.getName();
        return method(bean, getter).getAnnotation(ManagedAttribute.class).description();
    }

    static String of(Class<?> bean, MBeanOperationInfo operation) {
        return method(bean, operation.getName())
                .getAnnotation(ManagedOperation.class)
                .description();
    }

    private static Method method(Class<?> bean, String name) {
        return Arrays.stream(bean.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name));
    }
}
