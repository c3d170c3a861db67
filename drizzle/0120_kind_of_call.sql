-- What an erasure does not look into is told by the name of a column, whatever its table: this one says that it is a kind,
-- so that no other that is called contact is spared.
ALTER TABLE "customer_note" RENAME COLUMN "contact" TO "contact_kind";--> statement-breakpoint
create or replace function never_words(named text) returns boolean language sql immutable as $$
	select named ~ '(_sha256|_hash|_kind|currency|language|status)$'
		or named ~ '(^|_)(kind|team|stage|outcome|verdict|audience|source)$'
		or named in ('channel', 'mail', 'role', 'key', 'idempotency_key', 'storage_key', 'thumbnail_key', 'step_key', 'message_id',
			'priority', 'category', 'claim_type', 'asks', 'act', 'deed', 'via', 'tone', 'covers', 'scan', 'decision', 'reasons',
			'ended_as', 'lapsed_as', 'withdrawn_because', 'reason_code', 'canonical_code', 'check_name', 'subject_id',
			'alerts', 'mime', 'country', 'time_zone', 'mapping')
$$;
