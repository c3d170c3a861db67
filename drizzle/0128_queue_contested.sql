-- The list shows what is left to decide of a case that was opened again: it is sorted and cut by the same amount. Kept as
-- what was credited, and not as the rest: a case changes its status by a link too, which sees no credit notes.
ALTER TABLE "queue_case" ADD COLUMN "credited_minor" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
create function queue_credits() returns trigger language plpgsql as $$
begin
	update queue_case q set credited_minor = (
		select coalesce(sum(c.credited_minor), 0) from credit_note c
		where c.organisation_id = q.organisation_id and c.dispute_id = q.id)
	from (select distinct organisation_id, dispute_id from new_rows where dispute_id is not null) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id;
	return null;
end $$;
--> statement-breakpoint
create trigger queue_case after insert on credit_note referencing new table as new_rows for each statement execute function queue_credits();
--> statement-breakpoint
create trigger queue_case_again after update on credit_note referencing new table as new_rows for each statement execute function queue_credits();
--> statement-breakpoint
CREATE INDEX "credit_note_case" ON "credit_note" USING btree ("organisation_id","dispute_id") WHERE "dispute_id" is not null;--> statement-breakpoint
-- The cases there are: their owner sees them while the policies are not forced, until the end of this transaction.
do $$ declare t text; begin
	foreach t in array array['credit_note', 'queue_case'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	update queue_case q set credited_minor = c.credited
	from (select organisation_id, dispute_id, sum(credited_minor) as credited from credit_note where dispute_id is not null group by 1, 2) c
	where q.organisation_id = c.organisation_id and q.id = c.dispute_id;
	foreach t in array array['credit_note', 'queue_case'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
-- Decided or over as the rule has it (lifecycle.ts).
ALTER TABLE "queue_case" ADD COLUMN "contested_minor" bigint GENERATED ALWAYS AS (case when status in ('decided', 'implementing', 'resolved', 'withdrawn', 'duplicate', 'not_a_dispute') then claimed_minor else greatest(claimed_minor - credited_minor, 0) end) STORED NOT NULL;
--> statement-breakpoint
DROP INDEX "queue_case_amount";--> statement-breakpoint
CREATE INDEX "queue_case_amount" ON "queue_case" USING btree ("organisation_id","contested_minor" DESC,"id");
