DROP TABLE "Workerpools";
CREATE TABLE "Workerpools" (
    "Workerpool" text NOT NULL CONSTRAINT "PK_Workerpools" PRIMARY KEY,
    "Owner" text NOT NULL,
    "ApiUrl" text NOT NULL,
    "Expires" bigint NOT NULL,
    "Sign" bytea NOT NULL
);
