-- The table of JdbcAccountSource, in standard SQL. What has a comment is secret: grant reading to the application alone, and
-- writing to who installs accounts. In SQL Server, where PLAN is a keyword, that column's name is [plan].
-- snippet table
CREATE TABLE chatpin_accounts (
    account_name        VARCHAR(255)  NOT NULL PRIMARY KEY,
    portal_url          VARCHAR(500),
    authorization_token VARCHAR(2000), -- secret
    access_token        VARCHAR(2000), -- secret
    refresh_token       VARCHAR(2000), -- secret
    client_id           VARCHAR(500),
    client_secret       VARCHAR(2000), -- secret
    plan                VARCHAR(20),
    gateway             VARCHAR(20),
    gateway_url         VARCHAR(500),
    instance            VARCHAR(500),
    token               VARCHAR(2000)  -- secret
);
-- end
