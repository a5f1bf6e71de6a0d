-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "Categories" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Categories" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Description" TEXT NOT NULL,
    "WorkClockTimeRef" INTEGER NOT NULL,
    "TransactionHash" TEXT NOT NULL,
    "Block" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "Challenges" (
    "Digest" TEXT NOT NULL CONSTRAINT "PK_Challenges" PRIMARY KEY,
    "Address" TEXT NOT NULL,
    "Expires" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "Deals" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Deals" PRIMARY KEY,
    "AppHash" TEXT NOT NULL,
    "DatasetHash" TEXT NOT NULL,
    "WorkerpoolHash" TEXT NOT NULL,
    "RequestHash" TEXT NOT NULL,
    "Volume" INTEGER NOT NULL,
    "Block" INTEGER NOT NULL,
    "LogIndex" INTEGER NOT NULL,
    "TransactionHash" TEXT NOT NULL,
    "App" TEXT NOT NULL,
    "AppOwner" TEXT NOT NULL,
    "Dataset" TEXT NOT NULL,
    "DatasetOwner" TEXT NOT NULL,
    "Workerpool" TEXT NOT NULL,
    "WorkerpoolOwner" TEXT NOT NULL,
    "Requester" TEXT NOT NULL,
    "Beneficiary" TEXT NOT NULL,
    "Category" INTEGER NOT NULL,
    "Price" INTEGER NOT NULL,
    "Timestamp" INTEGER NOT NULL,
    "Body" TEXT NULL
);

CREATE TABLE IF NOT EXISTS "Orders" (
    "Hash" TEXT NOT NULL CONSTRAINT "PK_Orders" PRIMARY KEY,
    "Kind" INTEGER NOT NULL,
    "Signer" TEXT NOT NULL,
    "App" TEXT NOT NULL,
    "Dataset" TEXT NOT NULL,
    "Workerpool" TEXT NOT NULL,
    "Requester" TEXT NOT NULL,
    "Beneficiary" TEXT NOT NULL,
    "Price" INTEGER NOT NULL,
    "StakePerTask" INTEGER NOT NULL,
    "Volume" INTEGER NOT NULL,
    "Remaining" INTEGER NOT NULL,
    "Category" INTEGER NOT NULL,
    "Trust" INTEGER NOT NULL,
    "Status" INTEGER NOT NULL,
    "PublishedAt" INTEGER NOT NULL,
    "Block" INTEGER NOT NULL,
    "Due" INTEGER NOT NULL,
    "Body" TEXT NOT NULL,
    "Tag_W0" INTEGER NOT NULL,
    "Tag_W1" INTEGER NOT NULL,
    "Tag_W2" INTEGER NOT NULL,
    "Tag_W3" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "Workerpools" (
    "Workerpool" TEXT NOT NULL CONSTRAINT "PK_Workerpools" PRIMARY KEY,
    "Owner" TEXT NOT NULL,
    "ApiUrl" TEXT NOT NULL
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
