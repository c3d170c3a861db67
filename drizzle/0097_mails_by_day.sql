-- The list of mails is read page after page, the latest first, whatever became of them.
CREATE INDEX "inbound_fate_at" ON "inbound_fate" USING btree ("organisation_id","at","id");
