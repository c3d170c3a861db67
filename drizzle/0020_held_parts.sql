-- A pause may be about a part of an invoice: what its customer says he paid. Those from before are about the whole.
ALTER TABLE "hold" ADD COLUMN "amount_minor" bigint;
--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_part" CHECK (amount_minor is null or (amount_minor > 0 and invoice_id is not null));
