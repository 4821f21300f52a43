package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.JdbcOAuthTokenStore;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;

/** The route that the user guide shows for several processes. */
class SharedTokens extends RouteBuilder {

    private final DataSource dataSource;

    SharedTokens(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void configure() {
        // snippet shared-tokens
        getContext().getRegistry().bind("tokens", new JdbcOAuthTokenStore(dataSource));

        from("direct:as-application")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&accessToken=RAW({{bitrix24.accessToken}})&refreshToken=RAW({{bitrix24.refreshToken}})"
                        + "&clientId={{bitrix24.clientId}}&clientSecret=RAW({{bitrix24.clientSecret}})"
                        + "&tokenUrl={{bitrix24.tokenUrl}}&tokenStore=#bean:tokens");
        // end
    }
}
