package io.github.chatpin.camel.operations;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Camel shows in JMX. */
public final class ManagedBeans {

    private ManagedBeans() {}

    /** Returns the names of all beans and the values of all their attributes. */
    public static List<String> read() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> values = new ArrayList<>();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            values.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    values.add(String.valueOf(server.getAttribute(name, attribute.getName())));
                } catch (Exception e) {
                    values.add(e.toString()); // what an attribute says that cannot be read
                }
            }
        }
        return values;
    }
}
