-- Who asks is looked at once for a statement, not for each of fifty thousand rows (as 0008 did for the tables there were).
alter policy scope on queue_case
	using (organisation_id = (select scope_organisation()) and ((select scope_is_inside()) or
		(customer_id = (select scope_customer()) and ((select scope_dispute()) is null or id = (select scope_dispute())))))
	with check (organisation_id = (select scope_organisation()) and ((select scope_is_inside()) or
		(customer_id = (select scope_customer()) and ((select scope_dispute()) is null or id = (select scope_dispute())))));
--> statement-breakpoint
-- What the views count and the first order asks for, without the rows themselves.
CREATE INDEX "queue_case_counted" ON "queue_case" USING btree ("organisation_id","status") INCLUDE ("id","customer_id","promised_on","answer_due_on","due_on","warn_on");--> statement-breakpoint
DROP INDEX "queue_case_status";--> statement-breakpoint
CREATE INDEX "queue_case_collector" ON "queue_case" USING btree ("organisation_id","collector_id") INCLUDE ("id","customer_id") WHERE "collector_id" is not null;--> statement-breakpoint
-- A row is written again when its day is worked out: its page keeps room for it.
ALTER TABLE "queue_case" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
