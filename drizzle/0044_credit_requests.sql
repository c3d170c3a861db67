-- What a decision gave away, as the accounting system is asked for it: exactly one per decided credit.
CREATE TABLE "credit_batch" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"requests" integer NOT NULL,
	"csv" text NOT NULL,
	"json" text NOT NULL,
	"exported_at" timestamp (3) with time zone NOT NULL,
	"exported_by_name" text NOT NULL,
	CONSTRAINT "credit_batch_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "credit_request" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"resolution_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason_code" text NOT NULL,
	"why" text NOT NULL,
	"parts" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by_name" text NOT NULL,
	"batch_id" uuid,
	"failed_at" timestamp (3) with time zone,
	"failed_why" text DEFAULT '' NOT NULL,
	"failed_by_name" text DEFAULT '' NOT NULL,
	"posted_at" timestamp (3) with time zone,
	"posted_by_name" text DEFAULT '' NOT NULL,
	"credit_note_number" text,
	"credit_note_on" date,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "credit_request_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "credit_request_amount" CHECK (amount_minor > 0),
	CONSTRAINT "credit_request_posted" CHECK ((posted_at is null) = (credit_note_number is null)),
	CONSTRAINT "credit_request_ended" CHECK (posted_at is null or withdrawn_at is null),
	CONSTRAINT "credit_request_failed" CHECK (failed_at is null or batch_id is not null)
);
--> statement-breakpoint
ALTER TABLE "credit_request" ADD CONSTRAINT "credit_request_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_request" ADD CONSTRAINT "credit_request_organisation_id_resolution_id_resolution_organisation_id_id_fk" FOREIGN KEY ("organisation_id","resolution_id") REFERENCES "public"."resolution"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_request" ADD CONSTRAINT "credit_request_organisation_id_batch_id_credit_batch_organisation_id_id_fk" FOREIGN KEY ("organisation_id","batch_id") REFERENCES "public"."credit_batch"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "credit_request_once" ON "credit_request" USING btree ("organisation_id","resolution_id");--> statement-breakpoint
CREATE INDEX "credit_request_dispute" ON "credit_request" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
-- Between the house and its accounting: no link reads it.
call protect('credit_batch', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('credit_request', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- A file is made once and stays as it left.
revoke update, delete on credit_batch from entendu_app;
--> statement-breakpoint
revoke delete on credit_request from entendu_app;
