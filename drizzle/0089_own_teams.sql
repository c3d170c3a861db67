-- Teams of the house's own, in its words and its order. Of the preloaded ones a row is written once somebody
-- changes one; without labels they have the words of the product, without a position their usual place.
ALTER TABLE "team" ADD COLUMN "labels" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "team" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "team" ADD COLUMN "shown_to_customers" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "team" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
-- A team nobody answers for has no head.
ALTER TABLE "team" ALTER COLUMN "head_name" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "team" ALTER COLUMN "head_email" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "team" ALTER COLUMN "head_language" SET DEFAULT 'fr';--> statement-breakpoint
-- It is archived: what was given to it is still read.
revoke delete on team from entendu_app;
