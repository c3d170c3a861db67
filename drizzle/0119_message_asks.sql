-- Whether a message asks its customer something: he is reminded of that one, and not of what else is said meanwhile.
ALTER TABLE "message" ADD COLUMN "asks" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What was written before: the words of a step to the customer, and what a resolver wrote to him, who writes only to ask.
-- Their owner sees them while the policies are not forced, until the end of this transaction.
do $$ declare t text; begin
	foreach t in array array['message', 'dispute_transition'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	update message m set asks = true
	where m.audience = 'customer' and (m.author_kind = 'resolver' or (m.author_kind = 'staff' and exists (
		select from dispute_transition s where s.organisation_id = m.organisation_id and s.dispute_id = m.dispute_id
			and s.to_status = 'waiting_customer' and s.at = m.at)));
	foreach t in array array['message', 'dispute_transition'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_asks_customer" CHECK (not "asks" or ("audience" = 'customer' and "author_kind" in ('staff', 'resolver')));
