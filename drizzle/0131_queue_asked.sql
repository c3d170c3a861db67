-- Whoever is asked now stands in the row the queue counts by: what is mine, of a team or of nobody is told without a
-- look at the questions of each case.
ALTER TABLE "queue_case" ADD COLUMN "asked_id" uuid;--> statement-breakpoint
ALTER TABLE "queue_case" ADD COLUMN "asked_user_id" uuid;--> statement-breakpoint
ALTER TABLE "queue_case" ADD COLUMN "asked_email" text;--> statement-breakpoint
create function queue_asked() returns trigger language plpgsql as $$
begin
	-- The end of one question says nothing of the next.
	update queue_case q set asked_id = null, asked_user_id = null, asked_email = null
	from new_rows n
	where n.ended_at is not null and q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.asked_id = n.id;
	update queue_case q set asked_id = n.id, asked_user_id = n.user_id, asked_email = n.resolver_email
	from new_rows n
	where n.ended_at is null and q.organisation_id = n.organisation_id and q.id = n.dispute_id;
	return null;
end $$;
--> statement-breakpoint
create trigger queue_case after insert on assignment referencing new table as new_rows for each statement execute function queue_asked();
--> statement-breakpoint
create trigger queue_case_again after update on assignment referencing new table as new_rows for each statement execute function queue_asked();
--> statement-breakpoint
-- The cases there are: their owner sees them while the policies are not forced, until the end of this transaction.
do $$ declare t text; begin
	foreach t in array array['assignment', 'queue_case'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	update queue_case q set asked_id = a.id, asked_user_id = a.user_id, asked_email = a.resolver_email
	from assignment a
	where a.organisation_id = q.organisation_id and a.dispute_id = q.id and a.ended_at is null;
	foreach t in array array['assignment', 'queue_case'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
DROP INDEX "queue_case_counted";--> statement-breakpoint
CREATE INDEX "queue_case_counted" ON "queue_case" USING btree ("organisation_id","status") INCLUDE ("id","customer_id","collector_id","asked_id","asked_user_id","asked_email","promised_on","answer_due_on","due_on","warn_on","promised_as_of","promised_calendar");--> statement-breakpoint
-- Sums between two amounts are counted whole, not only the first fifty.
DROP INDEX "queue_case_amount";--> statement-breakpoint
CREATE INDEX "queue_case_amount" ON "queue_case" USING btree ("organisation_id","contested_minor" DESC,"id") INCLUDE ("customer_id","status","opened_on");--> statement-breakpoint
-- Of whoever asks for what is his.
CREATE INDEX "queue_case_asked" ON "queue_case" USING btree ("organisation_id","asked_user_id") WHERE "asked_user_id" is not null;
