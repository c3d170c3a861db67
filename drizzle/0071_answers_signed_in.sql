-- Above an amount whoever answers by a link is signed in as well: per currency, minor units as text; empty = never.
ALTER TABLE "organisation" ADD COLUMN "sign_in_above" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_sign_in_above" CHECK (jsonb_typeof(sign_in_above) = 'object');--> statement-breakpoint
-- The account that stood behind an answer given by a link.
ALTER TABLE "answer" ADD COLUMN "signed_in_id" uuid;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "signed_in_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_organisation_id_signed_in_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","signed_in_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;
