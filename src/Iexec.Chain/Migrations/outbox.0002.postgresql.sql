-- Addresses have no checksum any more, and texts no bound.
ALTER TABLE "OutboxTransactions"
    ALTER COLUMN "Wallet" TYPE text USING lower("Wallet"),
    ALTER COLUMN "To" TYPE text USING lower("To"),
    ALTER COLUMN "Value" TYPE text,
    ALTER COLUMN "MinedHash" TYPE text;
ALTER TABLE "OutboxAttempts"
    ALTER COLUMN "Hash" TYPE text,
    ALTER COLUMN "MaxFeePerGas" TYPE text,
    ALTER COLUMN "MaxPriorityFeePerGas" TYPE text;
ALTER TABLE "OutboxWallets"
    ALTER COLUMN "Wallet" TYPE text USING lower("Wallet"),
    ALTER COLUMN "Genesis" TYPE text;
