-- Addresses have no checksum any more, and every time is in milliseconds.
ALTER TABLE "Results"
    ALTER COLUMN "Uploader" TYPE text USING lower("Uploader"),
    ALTER COLUMN "UploadedAt" TYPE bigint USING trunc(extract(epoch FROM "UploadedAt") * 1000)::bigint;
