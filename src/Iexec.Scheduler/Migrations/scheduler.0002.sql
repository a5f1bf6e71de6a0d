-- Addresses have no checksum any more.
UPDATE "Tasks" SET "Requester" = lower("Requester");
UPDATE "Replicates" SET "Worker" = lower("Worker");
UPDATE "Logs" SET "Worker" = lower("Worker");
