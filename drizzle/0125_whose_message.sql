-- Two colleagues may bear one name: whose message it is, is told by the address he wrote from.
ALTER TABLE "message" ADD COLUMN "author_email" text;--> statement-breakpoint
-- What was written before: by the account or the link that was written down beside it, and by the answer a question went
-- out with. Their owner sees them while the policies are not forced, until the end of this transaction.
do $$ declare t text; begin
	foreach t in array array['message', 'audit_event', 'user', 'link', 'answer'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	update message m set author_email = lower(found.email)
	from audit_event e, lateral (
		select u.email from "user" u where e.actor_kind = 'user' and u.organisation_id = e.organisation_id and u.id::text = e.actor_id
		union all
		select l.holder_email from link l where e.actor_kind = 'customer' and l.organisation_id = e.organisation_id and l.id::text = e.actor_id
	) found(email)
	where e.organisation_id = m.organisation_id and e.action in ('dispute.message_posted', 'dispute.replied')
		and e.data->>'messageId' = m.id::text and m.author_kind in ('staff', 'customer') and found.email <> '';
	update message m set author_email = lower(a.by_email) from answer a
	where a.organisation_id = m.organisation_id and a.dispute_id = m.dispute_id and a.idempotency_key = m.idempotency_key
		and m.author_kind in ('staff', 'resolver') and a.by_email <> '';
	foreach t in array array['message', 'audit_event', 'user', 'link', 'answer'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
-- Which columns of a table hold an address of somebody, as a condition on it.
create or replace function is_addressed_to(target text) returns text language sql stable as $$
	select coalesce('(' || string_agg(format('lower(%I) = any($2)', column_name), ' or ') || ')', 'false')
	from information_schema.columns where table_schema = 'public' and table_name = target
		and column_name in ('to_email', 'by_email', 'author_email', 'holder_email', 'raised_by_email', 'from_email', 'resolver_email', 'email')
$$;
