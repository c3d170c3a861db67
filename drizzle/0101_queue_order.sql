-- A page of the queue is the first fifty of its order, not fifty of twenty thousand sorted.
CREATE INDEX "queue_case_due" ON "queue_case" USING btree ("organisation_id",("status" in ('waiting_customer', 'decided', 'implementing')),(coalesce("promised_on", "answer_due_on")),"id") WHERE "status" in ('submitted', 'assigned', 'in_progress', 'waiting_customer', 'waiting_third_party', 'decided', 'implementing');--> statement-breakpoint
CREATE INDEX "queue_case_amount" ON "queue_case" USING btree ("organisation_id","claimed_minor" DESC,"id");--> statement-breakpoint
CREATE INDEX "queue_case_age" ON "queue_case" USING btree ("organisation_id","opened_at","id");
--> statement-breakpoint
-- Who asks, and for which words, is looked at once for a statement, not for each text (as 0075 did for the queue).
alter policy search on dispute_text
	using (organisation_id = (select scope_organisation()) and (select scope_is_inside()) and words @@ (select scope_search()));
