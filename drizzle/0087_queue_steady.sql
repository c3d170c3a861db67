-- Which cases have days to be worked out anew is asked at every page: it is read from this index too, without the rows.
DROP INDEX "queue_case_counted";--> statement-breakpoint
CREATE INDEX "queue_case_counted" ON "queue_case" USING btree ("organisation_id","status") INCLUDE ("id","customer_id","promised_on","answer_due_on","due_on","warn_on","promised_as_of","promised_calendar");
