package io.github.chatpin.camel.management;

import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Observer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
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
    private final Map<String, AccountControl> registered = new ConcurrentHashMap<>();

    private AccountBeans(CamelContext context, ManagementAgent agent) {
        this.context = context;
        this.agent = agent;
    }

    /** Returns what keeps the beans of a context, or an observer that does nothing where the context has no JMX. */
    public static Observer of(CamelContext context) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        return agent == null ? new Observer() {} : new AccountBeans(context, agent);
    }

    @Override
    public synchronized void opened(AccountControl account) {
        try {
            agent.register(new ManagedAccount(account), name(account), true);
            registered.put(account.name(), account);
        } catch (JMException e) {
            LOG.warn("{} is not in JMX", account.name(), e);
        }
    }

    @Override
    public synchronized void closed(AccountControl account) {
        if (registered.remove(account.name(), account)) { // else another one has taken its place
            try {
                agent.unregister(name(account));
            } catch (JMException e) {
                LOG.warn("{} is still in JMX", account.name(), e);
            }
        }
    }

    private ObjectName name(AccountControl account) throws JMException {
        return ObjectName.getInstance("%s:context=%s,type=chatpin,name=%s"
                .formatted(
                        agent.getMBeanObjectDomainName(),
                        ObjectName.quote(context.getManagementName()),
                        ObjectName.quote(account.name())));
    }
}
