-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "ChainBlocks" (
    "Follower" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Hash" TEXT NOT NULL,
    CONSTRAINT "PK_ChainBlocks" PRIMARY KEY ("Follower", "Number")
);

CREATE TABLE IF NOT EXISTS "ChainCursors" (
    "Follower" TEXT NOT NULL CONSTRAINT "PK_ChainCursors" PRIMARY KEY,
    "ChainId" INTEGER NOT NULL,
    "Genesis" TEXT NOT NULL,
    "NextBlock" INTEGER NOT NULL,
    "LastHash" TEXT NOT NULL,
    "LastTime" INTEGER NOT NULL
);
