-- An offer nobody can accept any more, and that everybody was told so: it is told once, and stays what was told.
-- Nothing was told of those from before.
ALTER TABLE "proposal" ADD COLUMN "lapsed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "lapsed_as" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_lapse" CHECK ((lapsed_at is null) = (lapsed_as is null));
