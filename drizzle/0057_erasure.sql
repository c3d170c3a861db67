-- One person's data given out, or taken away, on request (docs/decisions/erasure.md).
ALTER TABLE "contact" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE TABLE "erasure" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pseudonym" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"transaction_id" text DEFAULT pg_current_xact_id()::text NOT NULL,
	"is_done" boolean DEFAULT false NOT NULL,
	CONSTRAINT "erasure_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "erased_address" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"erasure_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"let_back_at" timestamp (3) with time zone,
	"let_back_by" text DEFAULT '' NOT NULL,
	CONSTRAINT "erased_address_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_redaction" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"erasure_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_redaction_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_address" ADD CONSTRAINT "erased_address_organisation_id_erasure_id_erasure_organisation_id_id_fk" FOREIGN KEY ("organisation_id","erasure_id") REFERENCES "public"."erasure"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_redaction" ADD CONSTRAINT "audit_redaction_organisation_id_event_id_audit_event_organisation_id_id_fk" FOREIGN KEY ("organisation_id","event_id") REFERENCES "public"."audit_event"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erased_address_digest" ON "erased_address" USING btree ("organisation_id","digest") WHERE let_back_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_redaction_once" ON "audit_redaction" USING btree ("organisation_id","event_id","erasure_id");--> statement-breakpoint
call protect('erasure', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('erased_address', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('audit_redaction', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on erasure, erased_address from entendu_app;
--> statement-breakpoint
revoke update, delete on audit_redaction from entendu_app;
--> statement-breakpoint
create trigger audit_redaction_is_append_only before update or delete on audit_redaction for each row execute function refuse_change();
--> statement-breakpoint
-- An erasure is at work in this very transaction, and leaves its row.
create function scope_erasing() returns boolean language sql stable as $$
	select scope_is_inside() and exists (
		select from erasure e where e.organisation_id = scope_organisation() and not e.is_done
			and e.transaction_id = pg_current_xact_id_if_assigned()::text)
$$;
--> statement-breakpoint
-- An erasure takes a name out of an event: who did what to which thing, and when, stays. Nothing else changes one.
create function refuse_unless_erasing() returns trigger language plpgsql as $$
begin
	if tg_op = 'UPDATE' and scope_erasing()
		and (to_jsonb(new) - array['actor_name', 'data']) = (to_jsonb(old) - array['actor_name', 'data']) then
		return new;
	end if;
	raise exception 'the audit log is append-only';
end $$;
--> statement-breakpoint
drop trigger audit_event_is_append_only on audit_event;
--> statement-breakpoint
create trigger audit_event_is_append_only before update or delete on audit_event for each row execute function refuse_unless_erasing();
--> statement-breakpoint
grant update (actor_name, data) on audit_event to entendu_app;
--> statement-breakpoint
create policy erase on audit_event for update to entendu_app
	using (organisation_id = scope_organisation() and scope_is_inside()) with check (organisation_id = scope_organisation() and scope_is_inside());
--> statement-breakpoint
-- Evidence is written once, whoever tries; an erasure takes a name out of it.
create or replace function refuse_rewrite() returns trigger language plpgsql as $$
begin
	if scope_erasing() then
		return new;
	end if;
	raise exception 'what was agreed does not change' using errcode = '55000';
end $$;
--> statement-breakpoint
grant update (before, after, by_name) on dispute_amendment to entendu_app;
--> statement-breakpoint
grant update (signed_name, note, shown_text, holder_name, holder_email, address) on proposal_answer to entendu_app;
--> statement-breakpoint
grant update (by_name) on known_answer to entendu_app;
--> statement-breakpoint
grant update (comment, by_name) on satisfaction to entendu_app;
--> statement-breakpoint
grant update (note, by) on satisfaction_call to entendu_app;
--> statement-breakpoint
grant update (note, customer_text) on approval to entendu_app;
--> statement-breakpoint
grant update (from_email, from_name, subject, text, files) on inbound_fate to entendu_app;
--> statement-breakpoint
grant update (note) on inbound_reading to entendu_app;
--> statement-breakpoint
do $$ declare t text; begin
	foreach t in array array['known_answer', 'satisfaction', 'satisfaction_call', 'approval', 'inbound_fate', 'inbound_reading'] loop
		execute format('create trigger %I before update on %I for each row execute function refuse_rewrite()', t || '_is_evidence', t);
	end loop;
end $$;
--> statement-breakpoint
-- Through a link nothing of it changes, whatever is at work inside.
do $$ declare t text; begin
	foreach t in array array['dispute_amendment', 'proposal_answer', 'known_answer', 'satisfaction'] loop
		execute format('create policy erase_inside on %I as restrictive for update to entendu_app using (scope_is_inside())', t);
	end loop;
end $$;
--> statement-breakpoint
grant delete on dispute_text to entendu_app;
--> statement-breakpoint
create policy erase on dispute_text for delete to entendu_app
	using (organisation_id = scope_organisation() and scope_erasing());
--> statement-breakpoint
-- Every pattern is replaced by the mark of the same number.
create function erase_words(written text, patterns text[], marks text[]) returns text language plpgsql immutable as $$
declare done text := written;
begin
	for i in 1 .. coalesce(array_length(patterns, 1), 0) loop
		done := regexp_replace(done, patterns[i], marks[i], 'g');
	end loop;
	return done;
end $$;
--> statement-breakpoint
create function erase_words(written jsonb, patterns text[], marks text[]) returns jsonb language sql immutable as
$$ select erase_words(written::text, patterns, marks)::jsonb $$;
--> statement-breakpoint
create function erase_words(written json, patterns text[], marks text[]) returns json language sql immutable as
$$ select erase_words(written::text, patterns, marks)::json $$;
--> statement-breakpoint
create function erase_words(written text[], patterns text[], marks text[]) returns text[] language sql immutable as
$$ select array(select erase_words(one, patterns, marks) from unnest(written) with ordinality as each(one, n) order by n) $$;
--> statement-breakpoint
-- The columns an erasure does not look into: what a table is found by, and figures made of its words.
create function never_words(named text) returns boolean language sql immutable as $$
	select named ~ '(_sha256|_hash|_kind|currency|language|status)$'
		or named in ('kind', 'channel', 'mail', 'role', 'idempotency_key', 'storage_key', 'thumbnail_key', 'step_key', 'message_id')
$$;
--> statement-breakpoint
-- The tables in which words about a customer's people stand, and by what a row of them is found to be about one.
-- The accounts themselves are left out (customer, invoices, payments, credit notes: the law keeps them), and so is
-- what is only about colleagues and settings. A new table with a customer is in it by itself.
create function tables_with_people() returns table (name text, found_by text) language sql stable as $$
	select t.table_name::text, case
		when bool_or(c.column_name = 'customer_id') then 'customer'
		when bool_or(c.column_name = 'notice_id') then 'notice'
		when bool_or(c.column_name = 'delivery_id') then 'delivery'
		when bool_or(c.column_name = 'mail_id') then 'mail'
		else 'words' end
	from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
	where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name not in (
		'contact', 'customer', 'invoice', 'invoice_line', 'credit_note', 'payment', 'allocation', 'dispute_text', 'queue_case',
		'customer_change', 'audit_event', 'audit_seal', 'audit_redaction', 'erasure', 'erased_address', 'push_subscription')
	group by t.table_name
	having bool_or(c.column_name = 'organisation_id') and (bool_or(c.column_name in ('customer_id', 'notice_id', 'delivery_id', 'mail_id'))
		or t.table_name in ('import_file', 'run_order'))
	order by 1
$$;
--> statement-breakpoint
-- Which columns of a table hold an address of somebody, as a condition on it.
create function is_addressed_to(target text) returns text language sql stable as $$
	select coalesce('(' || string_agg(format('lower(%I) = any($2)', column_name), ' or ') || ')', 'false')
	from information_schema.columns where table_schema = 'public' and table_name = target
		and column_name in ('to_email', 'by_email', 'holder_email', 'raised_by_email', 'from_email', 'resolver_email', 'email')
$$;
--> statement-breakpoint
-- Takes a person out of the words of one table. `addresses` holds the pseudonym's too: what a table before this one
-- was found by is replaced already. @returns how many rows changed
create function erase_in(target text, accounts uuid[], addresses text[], patterns text[], marks text[]) returns bigint
language plpgsql as $$
declare
	sets text;
	words text;
	about text;
	changed bigint;
begin
	select string_agg(format('%1$I = erase_words(%1$I, $3, $4)', column_name), ', '),
		string_agg(format('%I::text', column_name), ', ')
	into sets, words
	from information_schema.columns
	where table_schema = 'public' and table_name = target and not never_words(column_name)
		and (data_type in ('text', 'json', 'jsonb') or udt_name = '_text')
		and has_column_privilege(format('public.%I', target), column_name, 'update');
	if sets is null then
		return 0;
	end if;
	select case found_by
		when 'customer' then 'customer_id = any($1)'
		when 'notice' then 'notice_id in (select id from notice where organisation_id = scope_organisation() and customer_id = any($1))'
		when 'delivery' then 'delivery_id in (select id from delivery where organisation_id = scope_organisation() and (customer_id = any($1) or lower(to_email) = any($2)))'
		when 'mail' then 'mail_id in (select mail_id from inbound_fate where organisation_id = scope_organisation() and (customer_id = any($1) or lower(from_email) = any($2)))'
		else 'true' end
	into about from tables_with_people() where name = target;
	execute format(
		'update %I set %s where organisation_id = scope_organisation() and (%s or %s) and concat_ws(chr(10), %s) ~ $5',
		target, sets, about, is_addressed_to(target), words)
	using accounts, addresses, patterns, marks, array_to_string(patterns, '|');
	get diagnostics changed = row_count;
	return changed;
end $$;
--> statement-breakpoint
-- The same in what was done: by him, about him, or with his address in it. @returns the events that changed
create function erase_in_audit(accounts uuid[], addresses text[], patterns text[], marks text[]) returns setof uuid
language sql as $$
	update audit_event set actor_name = erase_words(actor_name, patterns, marks), data = erase_words(data, patterns, marks)
	where organisation_id = scope_organisation()
		and (customer_id = any(accounts) or (customer_id is null
			and exists (select from unnest(addresses) one where position(one in lower(data::text)) > 0)))
		and concat_ws(chr(10), actor_name, data::text) ~ array_to_string(patterns, '|')
	returning id
$$;
--> statement-breakpoint
-- What cases are found by: the words of a name that stand in none of their texts any more. Only rows that say what
-- the transaction searches for are seen, so that is set first.
create function erase_from_search(accounts uuid[], written text) returns void language plpgsql as $$
declare lexemes text[] := tsvector_to_array(words_of(written));
begin
	perform set_config('app.search', (select string_agg(quote_literal(l), ' | ') from unnest(lexemes) l), true);
	with gone as (
		delete from dispute_text where customer_id = any(accounts)
			and words @@ scope_search() returning organisation_id, customer_id, dispute_id, words
	), said as (
		select d.id, words_of(concat_ws(' ', d.reference, d.explanation, c.code, c.name,
			(select string_agg(m.body, ' ') from message m where m.organisation_id = d.organisation_id and m.dispute_id = d.id))) as words
		from dispute d join customer c on c.organisation_id = d.organisation_id and c.id = d.customer_id
		where d.organisation_id = scope_organisation() and d.customer_id = any(accounts)
	)
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select g.organisation_id, g.customer_id, g.dispute_id,
		ts_delete(g.words, array(select l from unnest(lexemes) l where l <> all (tsvector_to_array(s.words))))
	from gone g join said s on s.id = g.dispute_id;
	perform set_config('app.search', '', true);
end $$;
--> statement-breakpoint
-- What is held of a person, table by table and row by row: what went to him, what he wrote, his doors. Secrets, and
-- what colleagues noted for themselves, are left out.
create function held_of_person(accounts uuid[], contacts uuid[], links uuid[], addresses text[], names text[])
returns table (held_in text, held jsonb) language plpgsql as $$
declare
	t text;
	found text;
begin
	for t in select name from tables_with_people() union select 'contact' order by 1 loop
		select concat_ws(' or ', is_addressed_to(t),
			(select string_agg(format('%I = any($3)', column_name), ' or ') from information_schema.columns
				where table_schema = 'public' and table_name = t and column_name in ('contact_id', 'raised_by_contact_id')),
			(select 'link_id = any($4)' from information_schema.columns where table_schema = 'public' and table_name = t and column_name = 'link_id'),
			case t when 'message' then 'author_kind = ''customer'' and customer_id = any($1) and author_name = any($5)'
				when 'contact' then 'id = any($3)' end)
		into found;
		return query execute format(
			'select %L::text, to_jsonb(r) - array[''organisation_id'', ''token_hash'', ''stop_hash'', ''idempotency_key'', ''content_sha256'', ''words_sha256'', ''once_key'', ''handled_note'', ''decision_note'', ''facts'', ''storage_key'', ''lease_until'', ''begin_until''] from %I r where organisation_id = scope_organisation() and (%s)',
			t, t, found)
		using accounts, addresses, contacts, links, names;
	end loop;
	return query select 'audit_event', jsonb_build_object('at', e.at, 'action', e.action, 'data', e.data)
	from audit_event e where e.organisation_id = scope_organisation()
		and ((e.actor_kind = 'customer' and e.actor_id in (select one::text from unnest(links) one))
			or (e.subject_kind = 'contact' and e.subject_id in (select one::text from unnest(contacts) one)))
	order by e.at, e.id;
end $$;
--> statement-breakpoint
-- Every contact of this address, the names, addresses and numbers he was known under, the accounts he appears in, his doors.
create function known_of_person(contact_id uuid) returns jsonb language sql stable as $$
	with him as (
		select id, lower(email) as email, name, phone from contact
		where organisation_id = scope_organisation() and erased_at is null
			and lower(email) = (select lower(c.email) from contact c where c.organisation_id = scope_organisation() and c.id = known_of_person.contact_id)
	), told as (
		select said.value from audit_event e join him on e.subject_id = him.id::text,
			lateral (values (e.data), (e.data->'before'), (e.data->'after')) said(value)
		where e.organisation_id = scope_organisation() and e.subject_kind = 'contact' and lower(said.value->>'name') = lower(him.name)
	), addresses as (
		select email from him union
		select lower(t.value->>'email') from told t where t.value->>'email' is not null and not exists (
			select from contact c where c.organisation_id = scope_organisation() and lower(c.email) = lower(t.value->>'email')
				and c.removed_at is null and c.id not in (select id from him))
	), doors as (
		select id, customer_id, holder_name from link where organisation_id = scope_organisation()
			and (link.contact_id in (select id from him) or lower(holder_email) in (select email from addresses))
	), followed as (
		select customer_id, name from dispute_follower
		where organisation_id = scope_organisation() and lower(email) in (select email from addresses)
	), raised as (
		select customer_id, raised_by_name from dispute
		where organisation_id = scope_organisation() and lower(raised_by_email) in (select email from addresses)
	)
	select jsonb_build_object(
		'contacts', (select coalesce(jsonb_agg(id), '[]') from him),
		'addresses', (select coalesce(jsonb_agg(email), '[]') from addresses),
		'names', (select coalesce(jsonb_agg(distinct name), '[]') from (
			select name from him union select holder_name from doors union select name from followed union select raised_by_name from raised) n where trim(name) <> ''),
		'phones', (select coalesce(jsonb_agg(distinct phone), '[]') from (
			select phone from him union select value->>'phone' from told) p where trim(phone) <> ''),
		'links', (select coalesce(jsonb_agg(id), '[]') from doors),
		'accounts', (select coalesce(jsonb_agg(distinct a.customer_id), '[]') from (
			select customer_id from contact where organisation_id = scope_organisation() and id in (select id from him)
			union select customer_id from doors union select customer_id from followed union select customer_id from raised) a))
$$;
--> statement-breakpoint
-- The person himself: nobody is written to, no door opens, no device is told. What he wrote by mail to nobody's case
-- goes whole; on a case it is a message. @returns where the mails as they came lie, for whoever takes the files away
create function forget_person(contacts uuid[], links uuid[], addresses text[], pseudonym text, moment timestamptz) returns setof text
language plpgsql as $$
begin
	update contact set name = pseudonym, email = 'erased-' || right(id::text, 12) || '@erased.invalid', phone = '', time_zone = null,
		bounced_at = null, removed_at = coalesce(removed_at, moment), erased_at = moment
	where organisation_id = scope_organisation() and id = any(contacts);
	update link set revoked_at = coalesce(revoked_at, moment) where organisation_id = scope_organisation() and id = any(links);
	delete from push_subscription where organisation_id = scope_organisation() and link_id = any(links);
	update dispute_follower set removed_at = coalesce(removed_at, moment), removed_by = coalesce(removed_by, pseudonym)
	where organisation_id = scope_organisation() and (contact_id = any(contacts) or lower(email) = any(addresses));
	return query update inbound_mail i set storage_key = '' from (select i.id, i.storage_key from inbound_mail i join inbound_fate f
			on f.organisation_id = i.organisation_id and f.mail_id = i.id
		where i.organisation_id = scope_organisation() and lower(f.from_email) = any(addresses) and i.storage_key <> '') old
	where i.organisation_id = scope_organisation() and i.id = old.id returning old.storage_key;
	update inbound_fate set subject = '', text = '', files = '[]'
	where organisation_id = scope_organisation() and lower(from_email) = any(addresses);
end $$;
