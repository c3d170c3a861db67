-- A note about a customer may be of a call, made or taken outside any reminder: it is a contact of that day.
ALTER TABLE "customer_note" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_contact" CHECK ("contact" in ('we_called', 'they_called'));--> statement-breakpoint
CREATE INDEX "customer_note_call" ON "customer_note" USING btree ("organisation_id","customer_id","at") WHERE contact is not null;
