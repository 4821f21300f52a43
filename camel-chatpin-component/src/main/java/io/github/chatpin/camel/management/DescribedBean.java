package io.github.chatpin.camel.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.StandardMBean;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/**
 * A standard bean of JMX whose descriptions stand at its interface, as Camel's do. Those that Camel makes of annotated classes
 * keep 14 KB of descriptions each.
 */
abstract class DescribedBean extends StandardMBean {

    /** @param of the bean's interface */
    DescribedBean(Class<?> of) {
        super(of, false);
    }

    @Override
    protected final String getDescription(MBeanInfo info) {
        return getMBeanInterface().getAnnotation(ManagedResource.class).description();
    }

    @Override
    protected final String getDescription(MBeanAttributeInfo attribute) {
        String getter = (attribute.isIs() ? "is" : "get") + attribute.getName();
        return method(getter).getAnnotation(ManagedAttribute.class).description();
    }

    @Override
    protected final String getDescription(MBeanOperationInfo operation) {
        return method(operation.getName()).getAnnotation(ManagedOperation.class).description();
    }

    private Method method(String name) {
        return Arrays.stream(getMBeanInterface().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name));
    }
}
