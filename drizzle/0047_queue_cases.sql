-- What the queue counts, sorts and cuts by: a row for each case, kept by triggers on the tables it follows from
-- (docs/decisions/queue-speed.md). The promised day of a case that moved is written by the engine, for a day and a calendar.
CREATE TABLE "queue_case" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"reason_id" uuid NOT NULL,
	"collector_id" uuid,
	"status" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_on" date NOT NULL,
	"answer_due_on" date NOT NULL,
	"claimed_minor" bigint DEFAULT 0 NOT NULL,
	"has_moved" boolean DEFAULT false NOT NULL,
	"promised_on" date,
	"promised_as_of" date,
	"promised_calendar" text,
	CONSTRAINT "queue_case_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "queue_case" ADD CONSTRAINT "queue_case_organisation_id_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
call protect('queue_case', 'organisation_id = scope_organisation() and (scope_is_inside() or (customer_id = scope_customer() and (scope_dispute() is null or id = scope_dispute())))');
--> statement-breakpoint
revoke delete on queue_case from entendu_app;
--> statement-breakpoint
-- Whoever comes by a link changes it through his case only.
create function guard_queue_case() returns trigger language plpgsql as $$
begin
	if pg_trigger_depth() < 2 and scope_is_outside() then
		raise exception 'queue_case follows its case';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger guard_outside before insert or update on queue_case for each row execute function guard_queue_case();
--> statement-breakpoint
create function queue_new_case() returns trigger language plpgsql as $$
begin
	insert into queue_case (organisation_id, id, customer_id, reason_id, collector_id, status, opened_at, opened_on, answer_due_on)
	select organisation_id, id, customer_id, reason_id, collector_id, status, opened_at, opened_on, answer_due_on from new_rows;
	return null;
end $$;
--> statement-breakpoint
create function queue_changed_case() returns trigger language plpgsql as $$
begin
	update queue_case q set reason_id = n.reason_id, collector_id = n.collector_id, status = n.status, opened_at = n.opened_at,
		opened_on = n.opened_on, answer_due_on = n.answer_due_on, promised_on = null
	from new_rows n
	where q.organisation_id = n.organisation_id and q.id = n.id
		and (q.reason_id, q.collector_id, q.status, q.opened_at, q.opened_on, q.answer_due_on)
			is distinct from (n.reason_id, n.collector_id, n.status, n.opened_at, n.opened_on, n.answer_due_on);
	return null;
end $$;
--> statement-breakpoint
create function queue_claims() returns trigger language plpgsql as $$
begin
	update queue_case q set claimed_minor = (
		select coalesce(sum(i.claimed_minor), 0) from dispute_item i
		where i.organisation_id = q.organisation_id and i.dispute_id = q.id and i.replaced_at is null)
	from (select distinct organisation_id, dispute_id from new_rows) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id;
	return null;
end $$;
--> statement-breakpoint
-- A wait for the customer and a case opened again move its day; any later step may end what moves it.
create function queue_steps() returns trigger language plpgsql as $$
begin
	update queue_case q set has_moved = true, promised_on = null
	from (select organisation_id, dispute_id, bool_or(to_status = 'waiting_customer' or (to_status = 'in_progress' and
			from_status in ('decided', 'implementing', 'resolved', 'withdrawn', 'duplicate', 'not_a_dispute'))) as moves
		from new_rows group by 1, 2) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and (q.has_moved or n.moves);
	return null;
end $$;
--> statement-breakpoint
create function queue_new_day() returns trigger language plpgsql as $$
begin
	update queue_case q set has_moved = true, promised_on = null
	from new_rows n where q.organisation_id = n.organisation_id and q.id = n.dispute_id;
	return null;
end $$;
--> statement-breakpoint
create trigger queue_case after insert on dispute referencing new table as new_rows for each statement execute function queue_new_case();
--> statement-breakpoint
create trigger queue_case_again after update on dispute referencing new table as new_rows for each statement execute function queue_changed_case();
--> statement-breakpoint
create trigger queue_case after insert on dispute_item referencing new table as new_rows for each statement execute function queue_claims();
--> statement-breakpoint
create trigger queue_case_again after update on dispute_item referencing new table as new_rows for each statement execute function queue_claims();
--> statement-breakpoint
create trigger queue_case after insert on dispute_transition referencing new table as new_rows for each statement execute function queue_steps();
--> statement-breakpoint
create trigger queue_case after insert on dispute_commitment referencing new table as new_rows for each statement execute function queue_new_day();
--> statement-breakpoint
-- The cases there are: their owner sees them while the policies are not forced, until the end of this transaction.
do $$ declare t text; begin
	foreach t in array array['dispute', 'dispute_item', 'dispute_transition', 'dispute_commitment', 'queue_case'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	insert into queue_case (organisation_id, id, customer_id, reason_id, collector_id, status, opened_at, opened_on, answer_due_on, claimed_minor, has_moved)
	select d.organisation_id, d.id, d.customer_id, d.reason_id, d.collector_id, d.status, d.opened_at, d.opened_on, d.answer_due_on,
		(select coalesce(sum(i.claimed_minor), 0) from dispute_item i
			where i.organisation_id = d.organisation_id and i.dispute_id = d.id and i.replaced_at is null),
		exists (select from dispute_commitment c where c.organisation_id = d.organisation_id and c.dispute_id = d.id)
			or exists (select from dispute_transition s where s.organisation_id = d.organisation_id and s.dispute_id = d.id
				and (s.to_status = 'waiting_customer' or (s.to_status = 'in_progress' and
					s.from_status in ('decided', 'implementing', 'resolved', 'withdrawn', 'duplicate', 'not_a_dispute'))))
	from dispute d;
	foreach t in array array['dispute', 'dispute_item', 'dispute_transition', 'dispute_commitment', 'queue_case'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
CREATE INDEX "queue_case_status" ON "queue_case" USING btree ("organisation_id","status");--> statement-breakpoint
CREATE INDEX "queue_case_moved" ON "queue_case" USING btree ("organisation_id","id") WHERE "has_moved";--> statement-breakpoint
CREATE INDEX "assignment_of_user" ON "assignment" USING btree ("organisation_id","user_id") WHERE "ended_at" is null;--> statement-breakpoint
CREATE INDEX "assignment_of_address" ON "assignment" USING btree ("organisation_id","resolver_email") WHERE "ended_at" is null;--> statement-breakpoint
-- A word that half of the cases say is looked for case by case.
CREATE INDEX "dispute_text_case" ON "dispute_text" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
-- The queue reads the rows above instead.
DROP INDEX "dispute_queue";--> statement-breakpoint
DROP INDEX "dispute_transition_waited";--> statement-breakpoint
DROP INDEX "dispute_transition_again";
