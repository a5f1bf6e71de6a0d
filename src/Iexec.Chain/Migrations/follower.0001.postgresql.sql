-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "ChainBlocks" (
    "Follower" text NOT NULL,
    "Number" bigint NOT NULL,
    "Hash" character varying(66) NOT NULL,
    CONSTRAINT "PK_ChainBlocks" PRIMARY KEY ("Follower", "Number")
);

CREATE TABLE IF NOT EXISTS "ChainCursors" (
    "Follower" text NOT NULL,
    "ChainId" bigint NOT NULL,
    "Genesis" character varying(66) NOT NULL,
    "NextBlock" bigint NOT NULL,
    "LastHash" character varying(66) NOT NULL,
    "LastTime" bigint NOT NULL,
    CONSTRAINT "PK_ChainCursors" PRIMARY KEY ("Follower")
);
