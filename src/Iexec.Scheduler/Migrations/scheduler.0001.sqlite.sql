-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "Deals" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Deals" PRIMARY KEY,
    "Block" INTEGER NOT NULL,
    "Transaction" TEXT NOT NULL,
    "IsOpened" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "Logs" (
    "Task" TEXT NOT NULL,
    "Worker" TEXT NOT NULL,
    "Stdout" TEXT NOT NULL,
    "Stderr" TEXT NOT NULL,
    "Received" INTEGER NOT NULL,
    CONSTRAINT "PK_Logs" PRIMARY KEY ("Task", "Worker")
);

CREATE TABLE IF NOT EXISTS "Offers" (
    "Hash" TEXT NOT NULL CONSTRAINT "PK_Offers" PRIMARY KEY,
    "Order" TEXT NOT NULL,
    "Signed" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "Replicates" (
    "Task" TEXT NOT NULL,
    "Worker" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Stage" INTEGER NOT NULL,
    "Furthest" INTEGER NOT NULL,
    "Reason" TEXT NULL,
    "Since" INTEGER NOT NULL,
    "Deadline" INTEGER NULL,
    "Goal" INTEGER NOT NULL,
    "UploadAsked" INTEGER NULL,
    "ExitCode" INTEGER NULL,
    "Failure" TEXT NULL,
    "IsGivenUp" INTEGER NOT NULL,
    CONSTRAINT "PK_Replicates" PRIMARY KEY ("Task", "Worker")
);

CREATE TABLE IF NOT EXISTS "Tasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Tasks" PRIMARY KEY,
    "Deal" TEXT NOT NULL,
    "Index" INTEGER NOT NULL,
    "Requester" TEXT NOT NULL,
    "TimeRef" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "Reason" TEXT NOT NULL,
    "NextDeadline" INTEGER NULL,
    "IsFinal" INTEGER NOT NULL,
    "ResultLocation" TEXT NULL
);

CREATE TABLE IF NOT EXISTS "Timeline" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Timeline" PRIMARY KEY AUTOINCREMENT,
    "Task" TEXT NOT NULL,
    "Time" INTEGER NULL,
    "What" TEXT NOT NULL,
    "Transaction" TEXT NULL,
    "Block" INTEGER NULL,
    "LogIndex" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "Transactions" (
    "Task" TEXT NOT NULL,
    "Kind" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    CONSTRAINT "PK_Transactions" PRIMARY KEY ("Task", "Kind")
);

CREATE INDEX IF NOT EXISTS "IX_Deals_IsOpened" ON "Deals" ("IsOpened");
CREATE INDEX IF NOT EXISTS "IX_Logs_Received" ON "Logs" ("Received");
CREATE INDEX IF NOT EXISTS "IX_Replicates_Stage" ON "Replicates" ("Stage");
CREATE INDEX IF NOT EXISTS "IX_Replicates_Worker_Stage" ON "Replicates" ("Worker", "Stage");
CREATE INDEX IF NOT EXISTS "IX_Tasks_Deal" ON "Tasks" ("Deal");
CREATE INDEX IF NOT EXISTS "IX_Tasks_IsFinal" ON "Tasks" ("IsFinal");
CREATE INDEX IF NOT EXISTS "IX_Timeline_Block" ON "Timeline" ("Block");
CREATE INDEX IF NOT EXISTS "IX_Timeline_Task" ON "Timeline" ("Task");
