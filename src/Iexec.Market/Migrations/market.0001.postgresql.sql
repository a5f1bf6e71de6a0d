-- The tables of before there were migrations: a database that has them is taken as it is.
-- They were in the public schema, and the database was one service's alone.
DO $$
DECLARE
    name text;
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('"Orders"') AND attname = 'StakePerTask') THEN
        FOREACH name IN ARRAY ARRAY[
            'Categories', 'ChainBlocks', 'ChainCursors', 'Challenges', 'Deals', 'Orders', 'Workerpools']
        LOOP
            EXECUTE format('ALTER TABLE %I SET SCHEMA market', name);
        END LOOP;
    END IF;
END $$;

CREATE TABLE IF NOT EXISTS "Categories" (
    "Id" bigint NOT NULL,
    "Name" text NOT NULL,
    "Description" text NOT NULL,
    "WorkClockTimeRef" bigint NOT NULL,
    "TransactionHash" text NOT NULL,
    "Block" bigint NOT NULL,
    CONSTRAINT "PK_Categories" PRIMARY KEY ("Id")
);

CREATE TABLE IF NOT EXISTS "Challenges" (
    "Digest" text NOT NULL,
    "Address" text NOT NULL,
    "Expires" bigint NOT NULL,
    CONSTRAINT "PK_Challenges" PRIMARY KEY ("Digest")
);

CREATE TABLE IF NOT EXISTS "Deals" (
    "Id" text NOT NULL,
    "AppHash" text NOT NULL,
    "DatasetHash" text NOT NULL,
    "WorkerpoolHash" text NOT NULL,
    "RequestHash" text NOT NULL,
    "Volume" bigint NOT NULL,
    "Block" bigint NOT NULL,
    "LogIndex" bigint NOT NULL,
    "TransactionHash" text NOT NULL,
    "App" text NOT NULL,
    "AppOwner" text NOT NULL,
    "Dataset" text NOT NULL,
    "DatasetOwner" text NOT NULL,
    "Workerpool" text NOT NULL,
    "WorkerpoolOwner" text NOT NULL,
    "Requester" text NOT NULL,
    "Beneficiary" text NOT NULL,
    "Category" bigint NOT NULL,
    "Price" bigint NOT NULL,
    "Timestamp" bigint NOT NULL,
    "Body" text,
    CONSTRAINT "PK_Deals" PRIMARY KEY ("Id")
);

CREATE TABLE IF NOT EXISTS "Orders" (
    "Hash" text NOT NULL,
    "Kind" integer NOT NULL,
    "Signer" text NOT NULL,
    "App" text NOT NULL,
    "Dataset" text NOT NULL,
    "Workerpool" text NOT NULL,
    "Requester" text NOT NULL,
    "Beneficiary" text NOT NULL,
    "Price" bigint NOT NULL,
    "StakePerTask" bigint NOT NULL,
    "Volume" bigint NOT NULL,
    "Remaining" bigint NOT NULL,
    "Category" bigint NOT NULL,
    "Trust" bigint NOT NULL,
    "Status" integer NOT NULL,
    "PublishedAt" bigint NOT NULL,
    "Block" bigint NOT NULL,
    "Due" integer NOT NULL,
    "Body" text NOT NULL,
    "Tag_W0" bigint NOT NULL,
    "Tag_W1" bigint NOT NULL,
    "Tag_W2" bigint NOT NULL,
    "Tag_W3" bigint NOT NULL,
    CONSTRAINT "PK_Orders" PRIMARY KEY ("Hash")
);

CREATE TABLE IF NOT EXISTS "Workerpools" (
    "Workerpool" text NOT NULL,
    "Owner" text NOT NULL,
    "ApiUrl" text NOT NULL,
    CONSTRAINT "PK_Workerpools" PRIMARY KEY ("Workerpool")
);

CREATE INDEX IF NOT EXISTS "IX_Challenges_Expires" ON "Challenges" ("Expires");
CREATE INDEX IF NOT EXISTS "IX_Deals_App" ON "Deals" ("App");
CREATE INDEX IF NOT EXISTS "IX_Deals_AppHash" ON "Deals" ("AppHash");
CREATE INDEX IF NOT EXISTS "IX_Deals_Block_LogIndex" ON "Deals" ("Block", "LogIndex");
CREATE INDEX IF NOT EXISTS "IX_Deals_Category_Block" ON "Deals" ("Category", "Block");
CREATE INDEX IF NOT EXISTS "IX_Deals_Dataset" ON "Deals" ("Dataset");
CREATE INDEX IF NOT EXISTS "IX_Deals_DatasetHash" ON "Deals" ("DatasetHash");
CREATE INDEX IF NOT EXISTS "IX_Deals_Requester" ON "Deals" ("Requester");
CREATE INDEX IF NOT EXISTS "IX_Deals_RequestHash" ON "Deals" ("RequestHash");
CREATE INDEX IF NOT EXISTS "IX_Deals_Workerpool" ON "Deals" ("Workerpool");
CREATE INDEX IF NOT EXISTS "IX_Deals_WorkerpoolHash" ON "Deals" ("WorkerpoolHash");
CREATE INDEX IF NOT EXISTS "IX_Orders_Block" ON "Orders" ("Block");
CREATE INDEX IF NOT EXISTS "IX_Orders_Due" ON "Orders" ("Due");
CREATE INDEX IF NOT EXISTS "IX_Orders_Kind_Status_App_Price" ON "Orders" ("Kind", "Status", "App", "Price");
CREATE INDEX IF NOT EXISTS "IX_Orders_Kind_Status_Category_Price" ON "Orders" ("Kind", "Status", "Category", "Price");
CREATE INDEX IF NOT EXISTS "IX_Orders_Kind_Status_Dataset_Price" ON "Orders" ("Kind", "Status", "Dataset", "Price");
CREATE INDEX IF NOT EXISTS "IX_Orders_Kind_Status_Price_PublishedAt_Hash" ON "Orders" ("Kind", "Status", "Price", "PublishedAt", "Hash");
CREATE INDEX IF NOT EXISTS "IX_Orders_Kind_Status_Workerpool_Price" ON "Orders" ("Kind", "Status", "Workerpool", "Price");
CREATE INDEX IF NOT EXISTS "IX_Orders_Signer_Kind_Status" ON "Orders" ("Signer", "Kind", "Status");
