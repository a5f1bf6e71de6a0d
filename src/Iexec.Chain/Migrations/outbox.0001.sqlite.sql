-- The tables of before there were migrations: a database that has them is taken as it is.
CREATE TABLE IF NOT EXISTS "OutboxTransactions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_OutboxTransactions" PRIMARY KEY AUTOINCREMENT,
    "Wallet" TEXT NOT NULL,
    "Purpose" TEXT NOT NULL,
    "To" TEXT NULL,
    "Data" BLOB NOT NULL,
    "Value" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "QueuedAt" INTEGER NOT NULL,
    "Nonce" INTEGER NULL,
    "GasLimit" INTEGER NOT NULL,
    "SentAt" INTEGER NULL,
    "NonceLostAt" INTEGER NULL,
    "MinedHash" TEXT NULL,
    "MinedBlock" INTEGER NULL,
    "MinedAt" INTEGER NULL,
    "IsSettled" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS "OutboxWallets" (
    "Wallet" TEXT NOT NULL CONSTRAINT "PK_OutboxWallets" PRIMARY KEY,
    "ChainId" INTEGER NOT NULL,
    "Genesis" TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS "OutboxAttempts" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_OutboxAttempts" PRIMARY KEY AUTOINCREMENT,
    "Hash" TEXT NOT NULL,
    "Raw" BLOB NOT NULL,
    "MaxFeePerGas" TEXT NOT NULL,
    "MaxPriorityFeePerGas" TEXT NOT NULL,
    "SignedAt" INTEGER NOT NULL,
    "TransactionId" INTEGER NOT NULL,
    CONSTRAINT "FK_OutboxAttempts_OutboxTransactions_TransactionId" FOREIGN KEY ("TransactionId")
        REFERENCES "OutboxTransactions" ("Id") ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS "IX_OutboxAttempts_TransactionId" ON "OutboxAttempts" ("TransactionId");
CREATE INDEX IF NOT EXISTS "IX_OutboxTransactions_Wallet_IsSettled" ON "OutboxTransactions" ("Wallet", "IsSettled");
CREATE UNIQUE INDEX IF NOT EXISTS "IX_OutboxTransactions_Wallet_Purpose" ON "OutboxTransactions" ("Wallet", "Purpose");
