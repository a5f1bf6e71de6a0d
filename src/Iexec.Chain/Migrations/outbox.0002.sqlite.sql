-- Addresses have no checksum any more.
UPDATE "OutboxTransactions" SET "Wallet" = lower("Wallet"), "To" = lower("To");
UPDATE "OutboxWallets" SET "Wallet" = lower("Wallet");

ALTER TABLE "OutboxTransactions" ADD "Tries" INTEGER NOT NULL DEFAULT 1;
CREATE INDEX "IX_OutboxTransactions_Wallet_Nonce" ON "OutboxTransactions" ("Wallet", "Nonce");
