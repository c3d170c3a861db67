-- What little a credit note leaves on an invoice may be written off by somebody, below a limit of the house, and is chased
-- no more (docs/decisions/residuals.md). Money settles an invoice through a payment or a credit note only: the row
-- here is the evidence, its payment (source 'write_off') what settles. Once per invoice: many small sums are no large one.
ALTER TABLE "organisation" ADD COLUMN "residual_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_residual" CHECK (residual_minor >= 0);--> statement-breakpoint
-- What accounting really credited, where it is less than was granted; null = as granted.
ALTER TABLE "credit_request" ADD COLUMN "posted_minor" bigint;--> statement-breakpoint
ALTER TABLE "credit_request" ADD CONSTRAINT "credit_request_posted_less" CHECK (posted_minor is null or (posted_at is not null and posted_minor > 0 and posted_minor < amount_minor));--> statement-breakpoint
CREATE TABLE "write_off" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	CONSTRAINT "write_off_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "write_off_amount" CHECK (amount_minor > 0)
);
--> statement-breakpoint
ALTER TABLE "write_off" ADD CONSTRAINT "write_off_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_off" ADD CONSTRAINT "write_off_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_off" ADD CONSTRAINT "write_off_organisation_id_payment_id_payment_organisation_id_id_fk" FOREIGN KEY ("organisation_id","payment_id") REFERENCES "public"."payment"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "write_off_once" ON "write_off" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "write_off_dispute" ON "write_off" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE INDEX "write_off_payment" ON "write_off" USING btree ("organisation_id","payment_id");--> statement-breakpoint
call protect('write_off', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on write_off from entendu_app;
