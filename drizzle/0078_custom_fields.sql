-- What an organisation wants to know besides about its customers and invoices. No customer reads it.
CREATE TABLE "custom_field" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"kind" text NOT NULL,
	"labels" jsonb NOT NULL,
	"choices" text[] NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "custom_field_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "custom_field_subject_kind" CHECK (subject_kind in ('customer', 'invoice')),
	CONSTRAINT "custom_field_kind" CHECK (kind in ('text', 'number', 'date', 'choice'))
);
--> statement-breakpoint
-- What is known: of a customer, or of one of its invoices. Nothing known has no row.
CREATE TABLE "custom_value" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid,
	"field_id" uuid NOT NULL,
	"value" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "custom_value_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "custom_field" ADD CONSTRAINT "custom_field_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_value" ADD CONSTRAINT "custom_value_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_value" ADD CONSTRAINT "custom_value_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_value" ADD CONSTRAINT "custom_value_organisation_id_field_id_custom_field_organisation_id_id_fk" FOREIGN KEY ("organisation_id","field_id") REFERENCES "public"."custom_field"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_value_of_customer" ON "custom_value" USING btree ("organisation_id","customer_id","field_id") WHERE invoice_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_value_of_invoice" ON "custom_value" USING btree ("organisation_id","invoice_id","field_id") WHERE invoice_id is not null;--> statement-breakpoint
call protect('custom_field', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('custom_value', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on custom_field from entendu_app;
