-- Addresses have no checksum any more.
UPDATE "OutboxTransactions" SET "Wallet" = lower("Wallet"), "To" = lower("To");
UPDATE "OutboxWallets" SET "Wallet" = lower("Wallet");
