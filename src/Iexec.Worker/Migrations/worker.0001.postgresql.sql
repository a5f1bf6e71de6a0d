-- The tables of before there were migrations: a database that has them is taken as it is.
-- They were in the public schema, and the database was one service's alone.
DO $$
DECLARE
    name text;
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('"Results"') AND attname = 'Digest') THEN
        FOREACH name IN ARRAY ARRAY[
            'OutboxAttempts', 'OutboxTransactions', 'OutboxWallets', 'Results']
        LOOP
            EXECUTE format('ALTER TABLE %I SET SCHEMA worker', name);
        END LOOP;
    END IF;
END $$;

CREATE TABLE IF NOT EXISTS "Results" (
    "Task" text NOT NULL,
    "Digest" text NOT NULL,
    "ExitCode" integer,
    "Failure" text,
    CONSTRAINT "PK_Results" PRIMARY KEY ("Task")
);
