-- Which cases have days to be worked out anew is asked at every page: it is read from this index too, without the rows.
DROP INDEX "queue_case_counted";--> statement-breakpoint
CREATE INDEX "queue_case_counted" ON "queue_case" USING btree ("organisation_id","status") INCLUDE ("id","customer_id","promised_on","answer_due_on","due_on","warn_on","promised_as_of","promised_calendar");
--> statement-breakpoint
-- The trail of the house is narrowed by what was done to, and by whom, from the newest on.
CREATE INDEX "audit_event_kind" ON "audit_event" USING btree ("organisation_id","subject_kind","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("organisation_id","actor_kind","actor_id","at","id");
--> statement-breakpoint
-- What staff promised to do next, and why a mail was set aside, may name somebody who is erased.
grant update (what) on dispute_commitment to entendu_app;--> statement-breakpoint
create trigger dispute_commitment_is_evidence before update on dispute_commitment for each row execute function refuse_rewrite();--> statement-breakpoint
grant update (why) on inbound_fate to entendu_app;
--> statement-breakpoint
create policy erase_inside on dispute_commitment as restrictive for update to entendu_app using (scope_is_inside());
