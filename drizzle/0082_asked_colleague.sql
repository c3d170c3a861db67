-- Whom whoever was asked asks himself, as he typed him.
ALTER TABLE "answer" ADD COLUMN "colleague" text DEFAULT '' NOT NULL;
