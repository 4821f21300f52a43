package org.example;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Both upstreams, for as long as the application under test runs. */
public class StandIns implements QuarkusTestResourceLifecycleManager {

    private final FakeBitrix24 bitrix24 = FakeBitrix24.start();
    private final FakeRyzeApi ryzeApi = FakeRyzeApi.start();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "BITRIX24_PORTAL_URL", bitrix24.url(),
                "BITRIX24_AUTHORIZATION_TOKEN", bitrix24.webhookToken(),
                "WHATSAPP_GATEWAY_URL", ryzeApi.url(),
                "WHATSAPP_INSTANCE", ryzeApi.instance(),
                "WHATSAPP_TOKEN", ryzeApi.token());
    }

    @Override
    public void inject(TestInjector testInjector) {
        testInjector.injectIntoFields(bitrix24, new TestInjector.MatchesType(FakeBitrix24.class));
        testInjector.injectIntoFields(ryzeApi, new TestInjector.MatchesType(FakeRyzeApi.class));
    }

    @Override
    public void stop() {
        bitrix24.close();
        ryzeApi.close();
    }
}
