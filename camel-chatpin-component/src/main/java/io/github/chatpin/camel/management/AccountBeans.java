package io.github.chatpin.camel.management;

import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Observer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps beans in JMX, as long as what they show is used: one for each account that is an endpoint's only one, and one for
 * all accounts of a source.
 */
public final class AccountBeans implements Observer {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBeans.class);

    private final CamelContext context;
    private final ManagementAgent agent; // null where the context has no JMX
    private final AtomicReference<MBeanInfo> info = new AtomicReference<>();

    // Guarded by this.
    private final Map<String, AccountControl> accounts = new HashMap<>();
    private final Map<String, StandardMBean> beans = new HashMap<>(); // by their names

    public AccountBeans(CamelContext context) throws Exception {
        this.context = context;
        this.agent = context.getManagementStrategy().getManagementAgent();
        if (agent != null) {
            // The context has no name in JMX while it initialises, which is when the branches of a split start.
            context.addStartupListener((started, already) -> registerAll());
        }
    }

    @Override
    public synchronized void listed(AccountControl account) {
        if (accounts.put(account.name(), account) != null) { // of one that was closed, which is told afterwards
            remove(account.name());
        }
        add(account.name(), new ManagedAccount(account, info));
    }

    @Override
    public synchronized void closed(AccountControl account) {
        if (accounts.remove(account.name(), account)) {
            remove(account.name());
        }
    }

    /** Adds the bean of a source's accounts. */
    public synchronized void opened(Directory directory) {
        add(nameOf(directory), new ManagedDirectory(directory));
    }

    /** Takes that away. */
    public synchronized void closed(Directory directory) {
        remove(nameOf(directory));
    }

    private static String nameOf(Directory directory) {
        return "accounts of " + directory.name();
    }

    private void add(String name, StandardMBean bean) {
        beans.put(name, bean);
        if (isReady()) {
            register(name, bean);
        }
    }

    private void remove(String name) {
        if (beans.remove(name) != null && isReady()) {
            unregister(name);
        }
    }

    private boolean isReady() {
        return agent != null && context.getManagementName() != null;
    }

    private synchronized void registerAll() {
        beans.forEach(this::register);
    }

    private void register(String name, StandardMBean bean) {
        try {
            ObjectName objectName = objectName(name);
            if (!agent.isRegistered(objectName)) { // since it was added between the context's naming and its start
                agent.register(bean, objectName, true);
            }
        } catch (JMException e) {
            LOG.warn("{} is not in JMX", name, e);
        }
    }

    private void unregister(String name) {
        try {
            agent.unregister(objectName(name));
        } catch (JMException e) {
            LOG.warn("{} is still in JMX", name, e);
        }
    }

    /** As Camel names its own beans. */
    private ObjectName objectName(String name) throws JMException {
        return ObjectName.getInstance("%s:context=%s,type=chatpin,name=%s"
                .formatted(agent.getMBeanObjectDomainName(), context.getManagementName(), ObjectName.quote(name)));
    }
}
