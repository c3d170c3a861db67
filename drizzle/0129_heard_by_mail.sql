-- A question that was answered by a mail is waited for until that mail came, not until somebody read it: the day it came
-- stands with the step its reader took.
ALTER TABLE "dispute_transition" ADD COLUMN "heard_on" date;--> statement-breakpoint
ALTER TABLE "dispute_transition" ADD CONSTRAINT "dispute_transition_heard" CHECK ("heard_on" is null or ("from_status" = 'waiting_customer' and "heard_on" <= "on_day"));--> statement-breakpoint
CREATE INDEX "inbound_fate_waiting" ON "inbound_fate" USING btree ("organisation_id","dispute_id") WHERE kind in ('triage', 'dead') and dispute_id is not null;
--> statement-breakpoint
-- While a mail that may be the answer is unread, the days of its case run: what brings one, reads it, or asks anew forgets
-- what was worked out, as in 0047.
create function queue_mails() returns trigger language plpgsql as $$
begin
	update queue_case q set promised_on = null
	from (select distinct organisation_id, dispute_id from new_rows where kind in ('triage', 'dead') and dispute_id is not null) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.status = 'waiting_customer';
	return null;
end $$;
--> statement-breakpoint
create function queue_mails_read() returns trigger language plpgsql as $$
begin
	update queue_case q set promised_on = null
	from (select distinct f.organisation_id, f.dispute_id from new_rows r
		join inbound_fate f on f.organisation_id = r.organisation_id and f.mail_id = r.mail_id
		where f.dispute_id is not null) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.status = 'waiting_customer';
	return null;
end $$;
--> statement-breakpoint
create function queue_questions() returns trigger language plpgsql as $$
begin
	update queue_case q set promised_on = null
	from (select distinct organisation_id, dispute_id from new_rows where asks) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.status = 'waiting_customer';
	return null;
end $$;
--> statement-breakpoint
create function queue_offers() returns trigger language plpgsql as $$
begin
	update queue_case q set promised_on = null
	from (select distinct organisation_id, dispute_id from new_rows) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.status = 'waiting_customer';
	return null;
end $$;
--> statement-breakpoint
create trigger queue_case after insert on inbound_fate referencing new table as new_rows for each statement execute function queue_mails();
--> statement-breakpoint
create trigger queue_case after insert on inbound_reading referencing new table as new_rows for each statement execute function queue_mails_read();
--> statement-breakpoint
create trigger queue_case_asks after insert on message referencing new table as new_rows for each statement execute function queue_questions();
--> statement-breakpoint
create trigger queue_case after insert on proposal referencing new table as new_rows for each statement execute function queue_offers();
--> statement-breakpoint
create trigger queue_case_again after update on proposal referencing new table as new_rows for each statement execute function queue_offers();
