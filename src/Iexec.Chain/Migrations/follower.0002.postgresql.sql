-- Texts have no bound any more.
ALTER TABLE "ChainBlocks"
    ALTER COLUMN "Hash" TYPE text;
ALTER TABLE "ChainCursors"
    ALTER COLUMN "Genesis" TYPE text,
    ALTER COLUMN "LastHash" TYPE text;
