package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** The setting of the documentation's routes: the placeholders that they use have the fakes' values. */
final class DocumentedContext {

    private DocumentedContext() {}

    static Properties properties(FakeBitrix24 bitrix24, FakeRyzeApi ryze) {
        Properties properties = new Properties();
        properties.setProperty("bitrix24.url", bitrix24.url());
        properties.setProperty("bitrix24.authorizationToken", bitrix24.webhookToken());
        properties.setProperty("bitrix24.accessToken", bitrix24.accessToken());
        properties.setProperty("bitrix24.refreshToken", bitrix24.refreshToken());
        properties.setProperty("bitrix24.clientId", bitrix24.clientId());
        properties.setProperty("bitrix24.clientSecret", bitrix24.clientSecret());
        properties.setProperty("bitrix24.tokenUrl", bitrix24.tokenUrl());
        properties.setProperty("bitrix24.tokenDirectory", "target/tokens");
        properties.setProperty("shift.period", "60000");
        properties.setProperty("shift.autoStartup", "false");
        properties.setProperty("wwebjs.url", "http://localhost:1"); // the test that pins there has its own
        properties.setProperty("wwebjs.session", "acme");
        properties.setProperty("wwebjs.token", "api-key");
        properties.setProperty("whatsapp.url", ryze.url());
        properties.setProperty("whatsapp.instance", ryze.instance());
        properties.setProperty("whatsapp.token", ryze.token());
        return properties;
    }

    /** The same with a gateway. */
    static Properties properties(FakeBitrix24 bitrix24, FakeRyzeApi ryze, FakeGateway wwebjs) {
        Properties properties = properties(bitrix24, ryze);
        properties.setProperty("wwebjs.url", wwebjs.url());
        properties.setProperty("wwebjs.session", wwebjs.session());
        properties.setProperty("wwebjs.token", wwebjs.token());
        return properties;
    }

    /** Returns a context that has not started; the caller closes it. */
    static CamelContext create(FakeBitrix24 bitrix24, FakeRyzeApi ryze) {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().setOverrideProperties(properties(bitrix24, ryze));
        return context;
    }

    /** Adds the routes of a file on the class path, in the DSL that its name tells. */
    static void load(CamelContext context, String resource) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("classpath:" + resource));
    }
}
