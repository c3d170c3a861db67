-- The house puts the reason of a case right: a row beside those of the customer, with who it was and why. He reads no note.
ALTER TABLE "dispute_amendment" ADD COLUMN "by_kind" text DEFAULT 'customer' NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute_amendment" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
create policy own_words on dispute_amendment as restrictive for insert to entendu_app
	with check (not scope_is_outside() or (by_kind = 'customer' and note = ''));
--> statement-breakpoint
grant update (note) on dispute_amendment to entendu_app;
