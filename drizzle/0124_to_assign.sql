-- What was handed back or opened again is a handful: found by indexes of their own, not by looking at every open case.
CREATE INDEX "answer_not_for_me" ON "answer" USING btree ("organisation_id","dispute_id") WHERE verdict = 'not_for_me';
--> statement-breakpoint
CREATE INDEX "dispute_transition_again" ON "dispute_transition" USING btree ("organisation_id","dispute_id") WHERE to_status = 'in_progress' and from_status not in ('submitted', 'assigned', 'waiting_customer', 'waiting_third_party');
