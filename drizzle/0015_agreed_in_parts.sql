ALTER TABLE "invoice" ADD COLUMN "delivery_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "promise_after_notice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "covers" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "promise_id" uuid;--> statement-breakpoint
ALTER TABLE "resolution" ADD COLUMN "proposal_id" uuid;