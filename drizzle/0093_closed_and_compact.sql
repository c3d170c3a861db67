-- What was closed of late is looked for by its day, among the steps that close.
CREATE INDEX "dispute_transition_closed" ON "dispute_transition" USING btree ("organisation_id","on_day","dispute_id") INCLUDE ("customer_id") WHERE "to_status" in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute');--> statement-breakpoint
-- How close the rows of the queue stand, for whoever chose it.
ALTER TABLE "queue_preference" ADD COLUMN "compact" boolean DEFAULT false NOT NULL;
