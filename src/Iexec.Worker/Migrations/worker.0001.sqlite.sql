-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "Results" (
    "Task" TEXT NOT NULL CONSTRAINT "PK_Results" PRIMARY KEY,
    "Digest" TEXT NOT NULL,
    "ExitCode" INTEGER NULL,
    "Failure" TEXT NULL
);
