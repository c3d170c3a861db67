-- Whoever types the beginning of a number is answered from an index, not by reading every invoice of the house.
CREATE INDEX "invoice_number_begins" ON "invoice" USING btree ("organisation_id","number" text_pattern_ops);
