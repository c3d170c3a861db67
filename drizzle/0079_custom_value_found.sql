-- Which customers have this choice; and all that is known in a field, for a file.
CREATE INDEX "custom_value_of_field" ON "custom_value" USING btree ("organisation_id","field_id","value","customer_id");
