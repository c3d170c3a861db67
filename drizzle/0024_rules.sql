-- What was sent under a key, and what an upload said it is: empty where it was written before.
ALTER TABLE "message" ADD COLUMN "content_sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Null: taken back. the trigger on it lets no link write it: that a promise was a mistake is for staff to say.
ALTER TABLE "promise" ADD COLUMN "withdrawn_because" text;
