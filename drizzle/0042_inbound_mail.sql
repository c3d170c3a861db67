-- Mail that comes in. Its bytes are kept before anybody reads them; what became of it is a row, exactly one.
CREATE TABLE "inbound_mail" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"bytes" integer NOT NULL,
	"recipient" text DEFAULT '' NOT NULL,
	"mailbox" text,
	"uid_validity" bigint,
	"uid" bigint,
	"received_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "inbound_mail_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "inbound_fate" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mail_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"why" text DEFAULT '' NOT NULL,
	"from_email" text DEFAULT '' NOT NULL,
	"from_name" text DEFAULT '' NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"words_sha256" text DEFAULT '' NOT NULL,
	"files" jsonb DEFAULT '[]' NOT NULL,
	"customer_id" uuid,
	"dispute_id" uuid,
	"delivery_id" uuid,
	"notice_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbound_fate_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "inbound_fate_kind" CHECK ("kind" in ('message', 'triage', 'machine', 'bounce', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "inbound_reading" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mail_id" uuid NOT NULL,
	"deed" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"dispute_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	CONSTRAINT "inbound_reading_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "inbound_reading_deed" CHECK ("deed" in ('attached', 'disputed', 'done'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_mail_once" ON "inbound_mail" USING btree ("organisation_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_mail_place" ON "inbound_mail" USING btree ("organisation_id","mailbox","uid_validity","uid");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_fate_once" ON "inbound_fate" USING btree ("organisation_id","mail_id");--> statement-breakpoint
CREATE INDEX "inbound_fate_kind_at" ON "inbound_fate" USING btree ("organisation_id","kind","at");--> statement-breakpoint
CREATE INDEX "inbound_fate_customer" ON "inbound_fate" USING btree ("organisation_id","customer_id") WHERE kind = 'triage' and notice_id is not null;--> statement-breakpoint
CREATE INDEX "inbound_fate_dispute" ON "inbound_fate" USING btree ("organisation_id","dispute_id","at") WHERE kind = 'message';--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_reading_once" ON "inbound_reading" USING btree ("organisation_id","mail_id");--> statement-breakpoint
ALTER TABLE "inbound_mail" ADD CONSTRAINT "inbound_mail_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD CONSTRAINT "inbound_fate_organisation_id_mail_id_inbound_mail_organisation_id_id_fk" FOREIGN KEY ("organisation_id","mail_id") REFERENCES "public"."inbound_mail"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD CONSTRAINT "inbound_fate_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD CONSTRAINT "inbound_fate_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD CONSTRAINT "inbound_fate_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_fate" ADD CONSTRAINT "inbound_fate_organisation_id_notice_id_notice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","notice_id") REFERENCES "public"."notice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_reading" ADD CONSTRAINT "inbound_reading_organisation_id_mail_id_inbound_mail_organisation_id_id_fk" FOREIGN KEY ("organisation_id","mail_id") REFERENCES "public"."inbound_mail"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_reading" ADD CONSTRAINT "inbound_reading_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
call protect('inbound_mail', 'organisation_id = scope_organisation() and scope_is_inside()');--> statement-breakpoint
call protect('inbound_fate', 'organisation_id = scope_organisation() and scope_is_inside()');--> statement-breakpoint
call protect('inbound_reading', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- What became of a mail is written once, and its bytes are never taken away.
revoke delete on inbound_mail from entendu_app;--> statement-breakpoint
revoke update, delete on inbound_fate, inbound_reading from entendu_app;
