-- The tables of before there were migrations: a database that has them is taken as it is.
-- They were in the public schema, and the database was one service's alone.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('"Results"') AND attname = 'Cid') THEN
        ALTER TABLE "Results" SET SCHEMA results;
    END IF;
END $$;

CREATE TABLE IF NOT EXISTS "Results" (
    "Task" text NOT NULL,
    "Cid" text NOT NULL,
    "Uploader" text NOT NULL,
    "Size" bigint NOT NULL,
    "UploadedAt" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_Results" PRIMARY KEY ("Task")
);

CREATE INDEX IF NOT EXISTS "IX_Results_Uploader" ON "Results" ("Uploader");
