package io.github.chatpin.camel.management;

import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Observer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a bean in JMX for each account, as long as it is used. */
public final class AccountBeans implements Observer {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBeans.class);

    private final CamelContext context;
    private final ManagementAgent agent;
    private final AtomicReference<MBeanInfo> info = new AtomicReference<>();
    private final Map<String, AccountControl> open = new HashMap<>(); // guarded by this

    private AccountBeans(CamelContext context, ManagementAgent agent) {
        this.context = context;
        this.agent = agent;
    }

    /** Returns what keeps the beans of a context, or an observer that does nothing where the context has no JMX. */
    public static Observer of(CamelContext context) throws Exception {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return new Observer() {};
        }
        AccountBeans beans = new AccountBeans(context, agent);
        // The context has no name in JMX while it initialises, which is when the branches of a split start.
        context.addStartupListener((started, already) -> beans.registerAll());
        return beans;
    }

    @Override
    public synchronized void opened(AccountControl account) {
        AccountControl before = open.put(account.name(), account);
        if (context.getManagementName() != null) {
            if (before != null) { // of the account that was closed, which is told afterwards
                unregister(before);
            }
            register(account);
        }
    }

    private synchronized void registerAll() {
        open.values().forEach(this::register);
    }

    private void register(AccountControl account) {
        try {
            ObjectName name = name(account);
            if (!agent.isRegistered(name)) { // since it was opened between the context's naming and its start
                agent.register(new ManagedAccount(account, info), name, true);
            }
        } catch (JMException e) {
            LOG.warn("{} is not in JMX", account.name(), e);
        }
    }

    @Override
    public synchronized void closed(AccountControl account) {
        if (open.remove(account.name(), account) && context.getManagementName() != null) {
            unregister(account);
        }
    }

    private void unregister(AccountControl account) {
        try {
            agent.unregister(name(account));
        } catch (JMException e) {
            LOG.warn("{} is still in JMX", account.name(), e);
        }
    }

    /** As Camel names its own beans. */
    private ObjectName name(AccountControl account) throws JMException {
        return ObjectName.getInstance("%s:context=%s,type=chatpin,name=%s"
                .formatted(
                        agent.getMBeanObjectDomainName(),
                        context.getManagementName(),
                        ObjectName.quote(account.name())));
    }
}
