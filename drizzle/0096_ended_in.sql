-- What ended in a case is asked whenever somebody signs for it, and for all that waits at once.
CREATE INDEX "dispute_ended_in" ON "dispute" USING btree ("organisation_id","duplicate_of_id") WHERE duplicate_of_id is not null;
