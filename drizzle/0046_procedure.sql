-- What to do about a case of this reason, for whoever works on it; customers never read it.
ALTER TABLE "reason" ADD COLUMN "procedure" text DEFAULT '' NOT NULL;
