-- Every time is in milliseconds.
UPDATE "Deals" SET "Timestamp" = "Timestamp" * 1000;
