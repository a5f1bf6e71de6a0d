-- Tasks are opened in steps, workers have a record, and the attempts of transactions are the outbox's.
DROP TABLE "Transactions";
ALTER TABLE "Deals" ADD "Size" INTEGER NULL;
ALTER TABLE "Deals" ADD "Opened" INTEGER NOT NULL DEFAULT 0;
UPDATE "Deals" SET "Opened" = (SELECT count(*) FROM "Tasks" WHERE "Tasks"."Deal" = "Deals"."Id");
UPDATE "Deals" SET "Size" = "Opened" WHERE "IsOpened";
ALTER TABLE "Tasks" ADD "WorkerStake" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Replicates" ADD "Assigned" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Replicates" ADD "IsFault" INTEGER NOT NULL DEFAULT 0;
UPDATE "Replicates" SET "Assigned" = "Since";
DROP INDEX "IX_Tasks_Deal";
CREATE INDEX "IX_Tasks_Deal_State" ON "Tasks" ("Deal", "State");
CREATE INDEX "IX_Replicates_Since" ON "Replicates" ("Since");
