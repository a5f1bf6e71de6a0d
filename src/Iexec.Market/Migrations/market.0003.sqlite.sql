DROP TABLE "Workerpools";
CREATE TABLE "Workerpools" (
    "Workerpool" TEXT NOT NULL CONSTRAINT "PK_Workerpools" PRIMARY KEY,
    "Owner" TEXT NOT NULL,
    "ApiUrl" TEXT NOT NULL,
    "Expires" INTEGER NOT NULL,
    "Sign" BLOB NOT NULL
);
