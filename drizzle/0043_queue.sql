-- The words of a text as they are searched: lower case, without accents, of numbers also without their leading zeros.
create function words_of(written text) returns tsvector language sql immutable parallel safe as $$
	with word as (
		select left(found, 60) as word from regexp_split_to_table(
			replace(replace(replace(regexp_replace(lower(normalize(written, NFKD)), '[\u0300-\u036f]', '', 'g'), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
			'[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u20a0-\u20cf\u3000-\u303f]+') found
	)
	select array_to_tsvector(coalesce(array_agg(distinct said.word), '{}')) from (
		select word from word where word <> ''
		union select ltrim(word, '0') from word where word ~ '^0+[1-9]'
	) said
$$;
--> statement-breakpoint
-- What is searched for in this transaction: any word that begins so.
create function scope_search() returns tsquery language sql stable as
$$ select nullif(current_setting('app.search', true), '')::tsquery $$;
--> statement-breakpoint
CREATE TABLE "dispute_text" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "dispute_text_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "dispute_text" ADD CONSTRAINT "dispute_text_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispute_text_words" ON "dispute_text" USING gin ("words");
--> statement-breakpoint
-- `@@` is not leakproof: behind a policy no index serves it. Here it is the policy, so the index does: the table
-- shows only what is searched for.
alter table dispute_text enable row level security;
--> statement-breakpoint
alter table dispute_text force row level security;
--> statement-breakpoint
create policy search on dispute_text for select to entendu_app
	using (organisation_id = scope_organisation() and scope_is_inside() and words @@ scope_search());
--> statement-breakpoint
-- Whoever writes in a case, by a link too, makes it found by it; what it said before goes on finding it.
create policy append on dispute_text for insert to entendu_app
	with check (organisation_id = scope_organisation() and (scope_is_inside() or (customer_id = scope_customer() and (scope_dispute() is null or dispute_id = scope_dispute()))));
--> statement-breakpoint
grant select, insert on dispute_text to entendu_app;
--> statement-breakpoint
create function note_words_of_case() returns trigger language plpgsql as $$
begin
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select d.organisation_id, d.customer_id, d.id, words_of(concat_ws(' ', d.reference, d.explanation, c.code, c.name))
	from new_rows d join customer c on c.organisation_id = d.organisation_id and c.id = d.customer_id;
	return null;
end $$;
--> statement-breakpoint
create function note_words_of_explanation() returns trigger language plpgsql as $$
begin
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select d.organisation_id, d.customer_id, d.id, words_of(d.explanation)
	from new_rows d join old_rows o on o.organisation_id = d.organisation_id and o.id = d.id
	where d.explanation <> o.explanation;
	return null;
end $$;
--> statement-breakpoint
create function note_words_of_item() returns trigger language plpgsql as $$
begin
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select t.organisation_id, t.customer_id, t.dispute_id, words_of(string_agg(distinct i.number, ' '))
	from new_rows t join invoice i on i.organisation_id = t.organisation_id and i.id = t.invoice_id
	group by 1, 2, 3;
	return null;
end $$;
--> statement-breakpoint
create function note_words_of_message() returns trigger language plpgsql as $$
begin
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select organisation_id, customer_id, dispute_id, words_of(body) from new_rows;
	return null;
end $$;
--> statement-breakpoint
create function note_words_of_customer() returns trigger language plpgsql as $$
begin
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select d.organisation_id, d.customer_id, d.id, words_of(concat_ws(' ', c.code, c.name))
	from new_rows c join old_rows o on o.organisation_id = c.organisation_id and o.id = c.id
	join dispute d on d.organisation_id = c.organisation_id and d.customer_id = c.id
	where (c.code, c.name) is distinct from (o.code, o.name);
	return null;
end $$;
--> statement-breakpoint
create trigger note_words after insert on dispute referencing new table as new_rows for each statement execute function note_words_of_case();
--> statement-breakpoint
create trigger note_words_again after update on dispute referencing old table as old_rows new table as new_rows for each statement execute function note_words_of_explanation();
--> statement-breakpoint
create trigger note_words after insert on dispute_item referencing new table as new_rows for each statement execute function note_words_of_item();
--> statement-breakpoint
create trigger note_words after insert on message referencing new table as new_rows for each statement execute function note_words_of_message();
--> statement-breakpoint
create trigger note_words_again after update on customer referencing old table as old_rows new table as new_rows for each statement execute function note_words_of_customer();
--> statement-breakpoint
-- The cases there are: their owner sees them while the policies are not forced, until the end of this transaction.
do $$ declare t text; begin
	foreach t in array array['dispute', 'dispute_item', 'message', 'customer', 'invoice', 'dispute_text'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select d.organisation_id, d.customer_id, d.id, words_of(concat_ws(' ', d.reference, d.explanation, c.code, c.name,
		(select string_agg(distinct i.number, ' ') from dispute_item t join invoice i on i.organisation_id = t.organisation_id and i.id = t.invoice_id
			where t.organisation_id = d.organisation_id and t.dispute_id = d.id)))
	from dispute d join customer c on c.organisation_id = d.organisation_id and c.id = d.customer_id;
	insert into dispute_text (organisation_id, customer_id, dispute_id, words)
	select organisation_id, customer_id, dispute_id, words_of(body) from message;
	foreach t in array array['dispute', 'dispute_item', 'message', 'customer', 'invoice', 'dispute_text'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
CREATE TABLE "queue_view" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"filter" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "queue_view_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "queue_view" ADD CONSTRAINT "queue_view_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "queue_view_name" ON "queue_view" USING btree ("organisation_id","user_id",lower("name"));--> statement-breakpoint
call protect('queue_view', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- What somebody chose for himself; its id is his.
CREATE TABLE "queue_preference" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"default_view_id" uuid,
	"single_keys" boolean DEFAULT true NOT NULL,
	CONSTRAINT "queue_preference_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "queue_preference" ADD CONSTRAINT "queue_preference_organisation_id_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_preference" ADD CONSTRAINT "queue_preference_organisation_id_default_view_id_queue_view_organisation_id_id_fk" FOREIGN KEY ("organisation_id","default_view_id") REFERENCES "public"."queue_view"("organisation_id","id") ON DELETE set null ("default_view_id") ON UPDATE no action;--> statement-breakpoint
call protect('queue_preference', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on queue_preference from entendu_app;
--> statement-breakpoint
-- What the queue counts, sorts and cuts by, without reading the cases themselves.
CREATE INDEX "dispute_queue" ON "dispute" USING btree ("organisation_id","status","answer_due_on","id") INCLUDE ("customer_id","opened_at");--> statement-breakpoint
CREATE INDEX "dispute_transition_waited" ON "dispute_transition" USING btree ("organisation_id","dispute_id") INCLUDE ("customer_id") WHERE "to_status" = 'waiting_customer';--> statement-breakpoint
CREATE INDEX "dispute_transition_again" ON "dispute_transition" USING btree ("organisation_id","from_status","dispute_id") INCLUDE ("customer_id") WHERE "to_status" = 'in_progress';--> statement-breakpoint
CREATE INDEX "dispute_item_claimed" ON "dispute_item" USING btree ("organisation_id","dispute_id") INCLUDE ("customer_id","claimed_minor","currency","invoice_id") WHERE "replaced_at" is null;--> statement-breakpoint
CREATE INDEX "assignment_current" ON "assignment" USING btree ("organisation_id","dispute_id") INCLUDE ("customer_id","id","user_id","resolver_email") WHERE "ended_at" is null;--> statement-breakpoint
CREATE INDEX "resolution_decided_by" ON "resolution" USING btree ("organisation_id","decided_by_id");--> statement-breakpoint
CREATE INDEX "proposal_proposed_by" ON "proposal" USING btree ("organisation_id","proposed_by_id");
