-- England, Bavaria or the Moselle have public holidays of their own.
ALTER TABLE "organisation" ADD COLUMN "region" text DEFAULT '' NOT NULL;
