ALTER TABLE "reason" ADD COLUMN "asks" text;
