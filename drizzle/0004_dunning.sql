CREATE TABLE "call" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"again_on" date,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "call_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_edit" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "notice_edit_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "run_order" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "run_order_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "scenario_choice" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"customer_id" uuid,
	"customer_group" text DEFAULT '' NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	"chosen_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	CONSTRAINT "scenario_choice_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "scenario_choice_target" CHECK (customer_id is null or customer_group = '')
);
--> statement-breakpoint
CREATE TABLE "scenario_version" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by" text,
	CONSTRAINT "scenario_version_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"organisation_id" uuid NOT NULL,
	"check_name" text NOT NULL,
	"count" integer NOT NULL,
	"sample" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "finding_organisation_id_check_name_pk" PRIMARY KEY("organisation_id","check_name")
);
--> statement-breakpoint
CREATE TABLE "instance" (
	"id" integer PRIMARY KEY NOT NULL,
	"pulse" bigint NOT NULL,
	"pulsed_at" timestamp (3) with time zone NOT NULL,
	"held_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"released_by" text,
	CONSTRAINT "instance_one" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "late_charge" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"until_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"charge_id" uuid,
	"notice_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "late_charge_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "late_rate" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"basis_points" integer,
	"amount_minor" bigint,
	"currency" text,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" text,
	CONSTRAINT "late_rate_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "late_rate_value" CHECK ((basis_points is null) <> (amount_minor is null))
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"pages" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"print_file_id" uuid,
	"posted_on" date,
	"posted_by" text,
	"tracking_number" text,
	"proof_id" uuid,
	CONSTRAINT "letter_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "print_file" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"letters" integer NOT NULL,
	"pages" integer NOT NULL,
	"storage_key" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "print_file_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "promise" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"made_by_kind" text NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_on" date NOT NULL,
	"beyond" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"verdict" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"decision_note" text DEFAULT '' NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "promise_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "promise_item" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"promise_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"settled_before_minor" bigint NOT NULL,
	CONSTRAINT "promise_item_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "provider" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"url" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"disabled_by" text,
	CONSTRAINT "provider_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "data_source" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"profile_id" uuid,
	"maximum_age_hours" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" text,
	CONSTRAINT "data_source_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"via" text NOT NULL,
	"import_file_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "heartbeat_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "template" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "template_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "template_version" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by" text,
	CONSTRAINT "template_version_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "step" DROP CONSTRAINT "step_organisation_id_scenario_id_scenario_organisation_id_id_fk";
--> statement-breakpoint
DROP INDEX "step_key";--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "customer_group" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "hold" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "channel" text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "witnessed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "tone" text;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "customers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "seen" text;--> statement-breakpoint
-- Until now a scenario was its own only version: it keeps its id as both, and its steps with it.
ALTER TABLE "scenario" ADD COLUMN "created_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scenario" ADD COLUMN "created_by" text DEFAULT 'setup' NOT NULL;--> statement-breakpoint
ALTER TABLE "scenario" ALTER COLUMN "created_by" DROP DEFAULT;--> statement-breakpoint
UPDATE "scenario" s SET "created_at" = coalesce(s."published_at", (SELECT o."created_at" FROM "organisation" o WHERE o."id" = s."organisation_id"));--> statement-breakpoint
ALTER TABLE "scenario" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
INSERT INTO "scenario_version" ("organisation_id", "id", "scenario_id", "number", "created_at", "created_by", "published_at", "published_by")
	SELECT "organisation_id", "id", "id", 1, "created_at", 'setup', "published_at", CASE WHEN "published_at" IS NOT NULL THEN 'setup' END FROM "scenario";--> statement-breakpoint
INSERT INTO "scenario_choice" ("organisation_id", "id", "scenario_id", "chosen_at", "chosen_by")
	SELECT DISTINCT ON ("organisation_id") "organisation_id", "id", "id", "created_at", 'setup' FROM "scenario"
	WHERE "is_default" ORDER BY "organisation_id", "published_at" DESC NULLS LAST, "id" DESC;--> statement-breakpoint
ALTER TABLE "scenario" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scenario" ADD COLUMN "archived_by" text;--> statement-breakpoint
ALTER TABLE "step" RENAME COLUMN "scenario_id" TO "version_id";--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "send_weekdays" jsonb DEFAULT '[1,2,3,4,5]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "keep_tone_days" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "weekly_mails" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "promise_maximum_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "promise_maximum_open" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "promise_grace_days" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_organisation_id_notice_id_notice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","notice_id") REFERENCES "public"."notice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_edit" ADD CONSTRAINT "notice_edit_organisation_id_notice_id_notice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","notice_id") REFERENCES "public"."notice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_order" ADD CONSTRAINT "run_order_organisation_id_run_id_run_organisation_id_id_fk" FOREIGN KEY ("organisation_id","run_id") REFERENCES "public"."run"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_choice" ADD CONSTRAINT "scenario_choice_organisation_id_scenario_id_scenario_organisation_id_id_fk" FOREIGN KEY ("organisation_id","scenario_id") REFERENCES "public"."scenario"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_choice" ADD CONSTRAINT "scenario_choice_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_version" ADD CONSTRAINT "scenario_version_organisation_id_scenario_id_scenario_organisation_id_id_fk" FOREIGN KEY ("organisation_id","scenario_id") REFERENCES "public"."scenario"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_charge" ADD CONSTRAINT "late_charge_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_rate" ADD CONSTRAINT "late_rate_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_organisation_id_notice_id_notice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","notice_id") REFERENCES "public"."notice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_organisation_id_print_file_id_print_file_organisation_id_id_fk" FOREIGN KEY ("organisation_id","print_file_id") REFERENCES "public"."print_file"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_organisation_id_proof_id_document_organisation_id_id_fk" FOREIGN KEY ("organisation_id","proof_id") REFERENCES "public"."document"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "print_file" ADD CONSTRAINT "print_file_organisation_id_run_id_run_organisation_id_id_fk" FOREIGN KEY ("organisation_id","run_id") REFERENCES "public"."run"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_item" ADD CONSTRAINT "promise_item_organisation_id_promise_id_promise_organisation_id_id_fk" FOREIGN KEY ("organisation_id","promise_id") REFERENCES "public"."promise"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_item" ADD CONSTRAINT "promise_item_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider" ADD CONSTRAINT "provider_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_source" ADD CONSTRAINT "data_source_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_source" ADD CONSTRAINT "data_source_organisation_id_profile_id_import_profile_organisation_id_id_fk" FOREIGN KEY ("organisation_id","profile_id") REFERENCES "public"."import_profile"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeat" ADD CONSTRAINT "heartbeat_organisation_id_source_id_data_source_organisation_id_id_fk" FOREIGN KEY ("organisation_id","source_id") REFERENCES "public"."data_source"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeat" ADD CONSTRAINT "heartbeat_organisation_id_import_file_id_import_file_organisation_id_id_fk" FOREIGN KEY ("organisation_id","import_file_id") REFERENCES "public"."import_file"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template" ADD CONSTRAINT "template_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_organisation_id_template_id_template_organisation_id_id_fk" FOREIGN KEY ("organisation_id","template_id") REFERENCES "public"."template"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_notice" ON "call" USING btree ("organisation_id","notice_id","at");--> statement-breakpoint
CREATE INDEX "notice_edit_notice" ON "notice_edit" USING btree ("organisation_id","notice_id","at");--> statement-breakpoint
CREATE INDEX "run_order_run" ON "run_order" USING btree ("organisation_id","run_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "scenario_choice_once" ON "scenario_choice" USING btree ("organisation_id",coalesce("customer_id", '00000000-0000-0000-0000-000000000000'),"customer_group") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "scenario_version_number" ON "scenario_version" USING btree ("organisation_id","scenario_id","number");--> statement-breakpoint
CREATE INDEX "late_charge_invoice" ON "late_charge" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "late_rate_day" ON "late_rate" USING btree ("organisation_id","kind",coalesce("currency", ''),"from_on") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "letter_notice" ON "letter" USING btree ("organisation_id","notice_id");--> statement-breakpoint
CREATE INDEX "print_file_run" ON "print_file" USING btree ("organisation_id","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "promise_once" ON "promise" USING btree ("organisation_id","customer_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "promise_customer" ON "promise" USING btree ("organisation_id","customer_id","due_on");--> statement-breakpoint
CREATE INDEX "promise_item_invoice" ON "promise_item" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "promise_item_promise" ON "promise_item" USING btree ("organisation_id","promise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_channel" ON "provider" USING btree ("organisation_id","channel");--> statement-breakpoint
CREATE UNIQUE INDEX "data_source_name" ON "data_source" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "heartbeat_source" ON "heartbeat" USING btree ("organisation_id","source_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "template_key" ON "template" USING btree ("organisation_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "template_version_number" ON "template_version" USING btree ("organisation_id","template_id","number");--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_organisation_id_contact_id_contact_organisation_id_id_fk" FOREIGN KEY ("organisation_id","contact_id") REFERENCES "public"."contact"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_organisation_id_version_id_scenario_version_organisation_id_id_fk" FOREIGN KEY ("organisation_id","version_id") REFERENCES "public"."scenario_version"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "step_key" ON "step" USING btree ("organisation_id","version_id","key");--> statement-breakpoint
ALTER TABLE "scenario" DROP COLUMN "is_default";--> statement-breakpoint
ALTER TABLE "scenario" DROP COLUMN "published_at";--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_scope" CHECK (invoice_id is null or contact_id is null);--> statement-breakpoint
CREATE INDEX "delivery_customer" ON "delivery" USING btree ("organisation_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "notice_run" ON "notice" USING btree ("organisation_id","run_id");