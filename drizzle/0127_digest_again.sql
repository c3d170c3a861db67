-- A digest that could not be put is tried again after a pause that grows.
ALTER TABLE "user" ADD COLUMN "digest_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "digest_again_at" timestamp with time zone;
