-- Words of a customer that nobody answered are kept beside the case, whatever its status: a day of work reads them
-- from an index, not from all that was ever closed (docs/decisions/words-after-the-decision.md).
ALTER TABLE "queue_case" ADD COLUMN "spoken_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "queue_case_spoken" ON "queue_case" USING btree ("organisation_id","id") WHERE "spoken_at" is not null;--> statement-breakpoint
-- Somebody read what a customer wrote, and says why it needs no answer.
CREATE TABLE "reply_reading" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "reply_reading_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "reply_reading" ADD CONSTRAINT "reply_reading_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reply_reading_dispute" ON "reply_reading" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
call protect('reply_reading', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on reply_reading from entendu_app;
--> statement-breakpoint
-- Only an erasure rewrites it (docs/decisions/erasure.md).
grant update (by_name, why) on reply_reading to entendu_app;
--> statement-breakpoint
create trigger reply_reading_is_evidence before update on reply_reading for each row execute function refuse_rewrite();
--> statement-breakpoint
-- Whoever is to sign was reminded, as whoever is to answer is: one a day for a request at most.
CREATE TABLE "approval_follow_up" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"due_on" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "approval_follow_up_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "approval_follow_up" ADD CONSTRAINT "approval_follow_up_organisation_id_request_id_approval_request_organisation_id_id_fk" FOREIGN KEY ("organisation_id","request_id") REFERENCES "public"."approval_request"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_follow_up" ADD CONSTRAINT "approval_follow_up_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_follow_up_once" ON "approval_follow_up" USING btree ("organisation_id","request_id","on");--> statement-breakpoint
call protect('approval_follow_up', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on approval_follow_up from entendu_app;
--> statement-breakpoint
-- What the house did about a case answers what was said before it. From one end to another (decided, then closed) it
-- answers nothing, and a customer who gives up says himself that nothing is to be answered.
create function ended(status text) returns boolean language sql immutable as $$
	select status in ('decided', 'implementing', 'resolved', 'withdrawn', 'duplicate', 'not_a_dispute')
$$;
--> statement-breakpoint
create function answers_words(by_kind text, from_status text, to_status text) returns boolean language sql immutable as $$
	select case by_kind
		when 'staff' then not ended(from_status) or not ended(to_status)
		when 'resolver' then not ended(from_status) or not ended(to_status)
		when 'customer' then to_status = 'withdrawn'
		else false
	end
$$;
--> statement-breakpoint
create function queue_words() returns trigger language plpgsql as $$
begin
	update queue_case q set spoken_at = n.at
	from (select organisation_id, dispute_id, max(at) as at from new_rows
		where audience = 'customer' and author_kind = 'customer' group by 1, 2) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.spoken_at is distinct from n.at
		and not exists (select from message m where m.organisation_id = n.organisation_id and m.dispute_id = n.dispute_id
			and m.audience = 'customer' and m.author_kind in ('staff', 'resolver') and m.at >= n.at)
		and not exists (select from dispute_transition t where t.organisation_id = n.organisation_id and t.dispute_id = n.dispute_id
			and t.at >= n.at and answers_words(t.by_kind, t.from_status, t.to_status));
	update queue_case q set spoken_at = null
	from (select organisation_id, dispute_id, max(at) as at from new_rows
		where audience = 'customer' and author_kind in ('staff', 'resolver') group by 1, 2) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.spoken_at <= n.at;
	return null;
end $$;
--> statement-breakpoint
create function queue_words_read() returns trigger language plpgsql as $$
begin
	update queue_case q set spoken_at = null
	from new_rows n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.spoken_at <= n.at;
	return null;
end $$;
--> statement-breakpoint
create function queue_words_answered() returns trigger language plpgsql as $$
begin
	update queue_case q set spoken_at = null
	from (select organisation_id, dispute_id, max(at) as at from new_rows
		where answers_words(by_kind, from_status, to_status) group by 1, 2) n
	where q.organisation_id = n.organisation_id and q.id = n.dispute_id and q.spoken_at <= n.at;
	return null;
end $$;
--> statement-breakpoint
create trigger queue_case after insert on message referencing new table as new_rows for each statement execute function queue_words();
--> statement-breakpoint
create trigger queue_case after insert on reply_reading referencing new table as new_rows for each statement execute function queue_words_read();
--> statement-breakpoint
create trigger queue_case_words after insert on dispute_transition referencing new table as new_rows for each statement execute function queue_words_answered();
--> statement-breakpoint
-- The cases there are: what was said about a closed one long ago is history by now, and stays it.
do $$ declare t text; begin
	foreach t in array array['message', 'dispute_transition', 'queue_case'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	alter table queue_case disable trigger user;
	update queue_case q set spoken_at = said.at
	from (select organisation_id, dispute_id, max(at) as at from message
		where audience = 'customer' and author_kind = 'customer' group by 1, 2) said
	join (select organisation_id, max(at) as at from message group by 1) latest on latest.organisation_id = said.organisation_id
	where q.organisation_id = said.organisation_id and q.id = said.dispute_id
		and (q.status not in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute')
			or said.at > latest.at - interval '30 days')
		and not exists (select from message m where m.organisation_id = q.organisation_id and m.dispute_id = q.id
			and m.audience = 'customer' and m.author_kind in ('staff', 'resolver') and m.at >= said.at)
		and not exists (select from dispute_transition s where s.organisation_id = q.organisation_id and s.dispute_id = q.id
			and s.at >= said.at and answers_words(s.by_kind, s.from_status, s.to_status));
	alter table queue_case enable trigger user;
	foreach t in array array['message', 'dispute_transition', 'queue_case'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
