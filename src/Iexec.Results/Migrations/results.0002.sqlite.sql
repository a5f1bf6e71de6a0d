-- Addresses have no checksum any more, and every time is in milliseconds.
ALTER TABLE "Results" RENAME TO "Before";
CREATE TABLE "Results" (
    "Task" TEXT NOT NULL CONSTRAINT "PK_Results" PRIMARY KEY,
    "Cid" TEXT NOT NULL,
    "Uploader" TEXT NOT NULL,
    "Size" INTEGER NOT NULL,
    "UploadedAt" INTEGER NOT NULL
);
INSERT INTO "Results"
    SELECT "Task", "Cid", lower("Uploader"), "Size", CAST(round((julianday("UploadedAt") - 2440587.5) * 86400000) AS INTEGER) FROM "Before";
DROP TABLE "Before";
CREATE INDEX "IX_Results_Uploader" ON "Results" ("Uploader");
