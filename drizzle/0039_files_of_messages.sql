-- Whoever wrote to us, or reported a payment, reads again what he sent with it.
CREATE INDEX "attachment_account_message" ON "attachment" USING btree ("organisation_id","account_message_id") WHERE account_message_id is not null;--> statement-breakpoint
CREATE INDEX "attachment_payment_claim" ON "attachment" USING btree ("organisation_id","payment_claim_id") WHERE payment_claim_id is not null;
