-- Two cases counted once free what rested twice; whoever reads it may still say that they were two, so it rests for the usual days.
-- Kept with what the double claimed: how much room its invoice had is known at the merge, and not afterwards.
ALTER TABLE "dispute_item" ADD COLUMN "freed_minor" bigint;--> statement-breakpoint
ALTER TABLE "dispute_item" ADD CONSTRAINT "dispute_item_freed" CHECK ("freed_minor" between 1 and "claimed_minor");--> statement-breakpoint
-- A call that was noted ends the one a scenario planned; struck out, it takes that back.
ALTER TABLE "call" ADD COLUMN "customer_note_id" uuid;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "struck_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_organisation_id_customer_note_id_customer_note_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_note_id") REFERENCES "public"."customer_note"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_note" ON "call" USING btree ("organisation_id","customer_note_id") WHERE customer_note_id is not null;
