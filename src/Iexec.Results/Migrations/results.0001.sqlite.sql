-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "Results" (
    "Task" TEXT NOT NULL CONSTRAINT "PK_Results" PRIMARY KEY,
    "Cid" TEXT NOT NULL,
    "Uploader" TEXT NOT NULL,
    "Size" INTEGER NOT NULL,
    "UploadedAt" TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS "IX_Results_Uploader" ON "Results" ("Uploader");
