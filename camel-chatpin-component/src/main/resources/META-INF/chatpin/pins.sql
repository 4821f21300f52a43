-- The table of JdbcPinRepository, in standard SQL. There is no secret in it, but chat ids and phone numbers are.
-- A row's pins have up to 200,000 characters. Where there is no CLOB: TEXT in PostgreSQL, MEDIUMTEXT in MySQL and MariaDB,
-- NVARCHAR(MAX) in SQL Server.
-- snippet table
CREATE TABLE chatpin_pins (
    id           VARCHAR(16)  NOT NULL PRIMARY KEY,
    account_name VARCHAR(500) NOT NULL,
    pins         CLOB         NOT NULL
);
-- end
