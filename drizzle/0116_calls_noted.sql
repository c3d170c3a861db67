-- A note about a customer may be of a call, made or taken outside any reminder: it is a contact of that day.
ALTER TABLE "customer_note" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_contact" CHECK ("contact" in ('we_called', 'they_called'));--> statement-breakpoint
CREATE INDEX "customer_note_call" ON "customer_note" USING btree ("organisation_id","customer_id","at") WHERE contact is not null;--> statement-breakpoint
-- Which of the two it is says nothing about anybody: an erasure does not look into it.
create or replace function never_words(named text) returns boolean language sql immutable as $$
	select named ~ '(_sha256|_hash|_kind|currency|language|status)$'
		or named ~ '(^|_)(kind|team|stage|outcome|verdict|audience|source)$'
		or named in ('channel', 'mail', 'role', 'key', 'idempotency_key', 'storage_key', 'thumbnail_key', 'step_key', 'message_id',
			'priority', 'category', 'claim_type', 'asks', 'act', 'deed', 'via', 'tone', 'covers', 'scan', 'decision', 'reasons',
			'ended_as', 'lapsed_as', 'withdrawn_because', 'reason_code', 'canonical_code', 'check_name', 'subject_id',
			'alerts', 'mime', 'country', 'time_zone', 'mapping', 'contact')
$$;
