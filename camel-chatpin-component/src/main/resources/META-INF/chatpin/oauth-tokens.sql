-- The table of JdbcOAuthTokenStore, in standard SQL. Tokens are kept in clear: grant access to the application alone.
-- snippet table
CREATE TABLE chatpin_oauth_tokens (
    id            VARCHAR(16)   NOT NULL PRIMARY KEY,
    account_name  VARCHAR(500)  NOT NULL,
    access_token  VARCHAR(2000) NOT NULL,
    refresh_token VARCHAR(2000) NOT NULL,
    row_version   INTEGER       NOT NULL,
    claimed_for   INTEGER       NOT NULL,
    refusal       VARCHAR(100)
);
-- end
