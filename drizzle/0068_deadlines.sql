-- Three deadlines of a case: until it is taken up, answered, closed; and how soon it is to be seen to.
ALTER TABLE "dispute" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_priority" CHECK (priority in ('normal', 'high', 'urgent'));--> statement-breakpoint
ALTER TABLE "reason" ADD COLUMN "acknowledge_days" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "reason" ADD COLUMN "closure_days" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "reason" ADD CONSTRAINT "reason_deadlines" CHECK (acknowledge_days between 0 and 20 and closure_days between 1 and 60);--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "deadline_high_percent" integer DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "deadline_urgent_percent" integer DEFAULT 25 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "deadline_warning_percent" integer DEFAULT 75 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_deadlines" CHECK (deadline_high_percent between 10 and 100 and deadline_urgent_percent between 10 and deadline_high_percent and deadline_warning_percent between 10 and 95);--> statement-breakpoint
ALTER TABLE "queue_case" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_case" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "queue_case" ADD COLUMN "warn_on" date;
--> statement-breakpoint
-- The days of every open case are worked out by the rule now, not only of those that moved: whatever changes a case
-- forgets them, as in 0047.
create or replace function queue_new_case() returns trigger language plpgsql as $$
begin
	insert into queue_case (organisation_id, id, customer_id, reason_id, collector_id, status, priority, opened_at, opened_on, answer_due_on)
	select organisation_id, id, customer_id, reason_id, collector_id, status, priority, opened_at, opened_on, answer_due_on from new_rows;
	return null;
end $$;
--> statement-breakpoint
create or replace function queue_changed_case() returns trigger language plpgsql as $$
begin
	update queue_case q set reason_id = n.reason_id, collector_id = n.collector_id, status = n.status, priority = n.priority,
		opened_at = n.opened_at, opened_on = n.opened_on, answer_due_on = n.answer_due_on, promised_on = null
	from new_rows n
	where q.organisation_id = n.organisation_id and q.id = n.id
		and (q.reason_id, q.collector_id, q.status, q.priority, q.opened_at, q.opened_on, q.answer_due_on)
			is distinct from (n.reason_id, n.collector_id, n.status, n.priority, n.opened_at, n.opened_on, n.answer_due_on);
	return null;
end $$;
--> statement-breakpoint
create or replace function queue_steps() returns trigger language plpgsql as $$
begin
	update queue_case q set has_moved = q.has_moved or coalesce(n.moves, false), promised_on = null
	from (select organisation_id, dispute_id, bool_or(to_status = 'waiting_customer' or (to_status = 'in_progress' and
			from_status in ('decided', 'implementing', 'resolved', 'withdrawn', 'duplicate', 'not_a_dispute'))) as moves
		from new_rows group by 1, 2) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id;
	return null;
end $$;
