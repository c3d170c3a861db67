CREATE TABLE "contact" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"role" text DEFAULT 'billing' NOT NULL,
	"language" text,
	"time_zone" text,
	"bounced_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"country" text DEFAULT 'FR' NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"direct_debit" boolean DEFAULT false NOT NULL,
	"collector_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "hold" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"until_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"released_at" timestamp (3) with time zone,
	"released_by" text,
	CONSTRAINT "hold_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid,
	"dispute_id" uuid,
	"notice_id" uuid,
	"mail" text NOT NULL,
	"once_key" text NOT NULL,
	"to_email" text NOT NULL,
	"to_name" text NOT NULL,
	"language" text NOT NULL,
	"facts" jsonb NOT NULL,
	"link_id" uuid,
	"status" text NOT NULL,
	"message_id" text NOT NULL,
	"subject" text,
	"html" text,
	"text" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"response" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "delivery_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "link" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"contact_id" uuid,
	"dispute_id" uuid,
	"assignment_id" uuid,
	"holder_name" text NOT NULL,
	"holder_email" text NOT NULL,
	"language" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "link_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"accepted_minor" bigint,
	"explanation" text DEFAULT '' NOT NULL,
	"hand_over" text DEFAULT '' NOT NULL,
	"signed_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "answer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"user_id" uuid,
	"resolver_name" text NOT NULL,
	"resolver_email" text NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"question" text DEFAULT '' NOT NULL,
	"due_on" date NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	"assigned_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "assignment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"message_id" uuid,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"thumbnail_key" text,
	"audience" text NOT NULL,
	"uploaded_by_kind" text NOT NULL,
	"uploaded_by_name" text NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attachment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"customer_id" uuid,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_event_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"reason_id" uuid NOT NULL,
	"status" text NOT NULL,
	"requested_outcome" text NOT NULL,
	"explanation" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"raised_by_name" text NOT NULL,
	"raised_by_email" text DEFAULT '' NOT NULL,
	"raised_by_contact_id" uuid,
	"language" text NOT NULL,
	"collector_id" uuid,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_on" date NOT NULL,
	"answer_due_on" date NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "dispute_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_item" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"invoice_line_id" uuid,
	"currency" text NOT NULL,
	"claimed_minor" bigint NOT NULL,
	"accepted_minor" bigint,
	"claimed_quantity" numeric,
	"expected_unit_price_minor" bigint,
	CONSTRAINT "dispute_item_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_transition" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"on_day" date NOT NULL,
	"by_kind" text NOT NULL,
	"by_name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "dispute_transition_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"author_kind" text NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "message_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "reason" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"category" text NOT NULL,
	"canonical_code" text NOT NULL,
	"kind" text NOT NULL,
	"team" text NOT NULL,
	"deadline_days" integer NOT NULL,
	"answer_hold_days" integer DEFAULT 0 NOT NULL,
	"holds_whole_invoice" boolean DEFAULT false NOT NULL,
	"explanation_required" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "reason_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "resolution" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"outcome" text NOT NULL,
	"accepted_minor" bigint NOT NULL,
	"explanation" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"decided_by_id" uuid NOT NULL,
	"decided_by_name" text NOT NULL,
	CONSTRAINT "resolution_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"step_key" text,
	"leader_invoice_id" uuid,
	"detail" jsonb NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"contact_id" uuid,
	"leader_invoice_id" uuid NOT NULL,
	"step_key" text NOT NULL,
	"step_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"content" jsonb,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"planned_on" date NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_on" date,
	CONSTRAINT "notice_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "run" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_on" date NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"started_by" text NOT NULL,
	CONSTRAINT "run_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "scenario" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "scenario_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "step" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"key" text NOT NULL,
	"definition" jsonb NOT NULL,
	CONSTRAINT "step_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_file" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"storage_key" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"mapping" jsonb NOT NULL,
	"status" text NOT NULL,
	"result" jsonb,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"uploaded_by" text NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "import_file_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_profile" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"header_hash" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" text NOT NULL,
	CONSTRAINT "import_profile_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "allocation" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"payment_id" uuid,
	"credit_note_id" uuid,
	"allocated_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "allocation_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "allocation_source" CHECK ((payment_id is null) <> (credit_note_id is null))
);
--> statement-breakpoint
CREATE TABLE "credit_note" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"dispute_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_note_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"due_on" date,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"order_number" text DEFAULT '' NOT NULL,
	"document_id" uuid,
	"document_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invoice_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"description" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	CONSTRAINT "invoice_line_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"received_on" date NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "login_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"country" text DEFAULT 'FR' NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"accent" text DEFAULT '#0f5c4d' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"registration" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text NOT NULL,
	"iban" text DEFAULT '' NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"iban_since" date,
	"quiet_period_days" integer DEFAULT 5 NOT NULL,
	"min_contact_delay_days" integer DEFAULT 3 NOT NULL,
	"minimum_minor" bigint DEFAULT 0 NOT NULL,
	"send_from_minute" integer DEFAULT 480 NOT NULL,
	"send_until_minute" integer DEFAULT 1140 NOT NULL,
	"approval_limit_minor" bigint DEFAULT 100000 NOT NULL,
	"closures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dispute_sequence" integer DEFAULT 0 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organisation_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "organisation_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"organisation_id" uuid NOT NULL,
	"id_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_organisation_id_id_hash_pk" PRIMARY KEY("organisation_id","id_hash")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"team" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_collector_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","collector_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organisation_id_notice_id_notice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","notice_id") REFERENCES "public"."notice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_organisation_id_assignment_id_assignment_organisation_id_id_fk" FOREIGN KEY ("organisation_id","assignment_id") REFERENCES "public"."assignment"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_organisation_id_reason_id_reason_organisation_id_id_fk" FOREIGN KEY ("organisation_id","reason_id") REFERENCES "public"."reason"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_organisation_id_collector_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","collector_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_item" ADD CONSTRAINT "dispute_item_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_item" ADD CONSTRAINT "dispute_item_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_item" ADD CONSTRAINT "dispute_item_organisation_id_invoice_line_id_invoice_line_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_line_id") REFERENCES "public"."invoice_line"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_transition" ADD CONSTRAINT "dispute_transition_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reason" ADD CONSTRAINT "reason_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution" ADD CONSTRAINT "resolution_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_organisation_id_run_id_run_organisation_id_id_fk" FOREIGN KEY ("organisation_id","run_id") REFERENCES "public"."run"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_contact_id_contact_organisation_id_id_fk" FOREIGN KEY ("organisation_id","contact_id") REFERENCES "public"."contact"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_leader_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","leader_invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_step_id_step_organisation_id_id_fk" FOREIGN KEY ("organisation_id","step_id") REFERENCES "public"."step"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_run_id_run_organisation_id_id_fk" FOREIGN KEY ("organisation_id","run_id") REFERENCES "public"."run"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_organisation_id_scenario_id_scenario_organisation_id_id_fk" FOREIGN KEY ("organisation_id","scenario_id") REFERENCES "public"."scenario"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_profile" ADD CONSTRAINT "import_profile_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_organisation_id_payment_id_payment_organisation_id_id_fk" FOREIGN KEY ("organisation_id","payment_id") REFERENCES "public"."payment"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_organisation_id_credit_note_id_credit_note_organisation_id_id_fk" FOREIGN KEY ("organisation_id","credit_note_id") REFERENCES "public"."credit_note"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organisation_id_document_id_document_organisation_id_id_fk" FOREIGN KEY ("organisation_id","document_id") REFERENCES "public"."document"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_email" ON "contact" USING btree ("organisation_id","customer_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_code" ON "customer" USING btree ("organisation_id","code");--> statement-breakpoint
CREATE INDEX "hold_customer" ON "hold" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_once" ON "delivery" USING btree ("organisation_id","once_key");--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("organisation_id","status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "delivery_notice" ON "delivery" USING btree ("organisation_id","notice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "link_token" ON "link" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "link_customer" ON "link" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_idempotency" ON "answer" USING btree ("organisation_id","dispute_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "assignment_dispute" ON "assignment" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE INDEX "attachment_dispute" ON "attachment" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("organisation_id","subject_kind","subject_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_reference" ON "dispute" USING btree ("organisation_id","reference");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_idempotency" ON "dispute" USING btree ("organisation_id","customer_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "dispute_customer" ON "dispute" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "dispute_status" ON "dispute" USING btree ("organisation_id","status");--> statement-breakpoint
CREATE INDEX "dispute_item_invoice" ON "dispute_item" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "dispute_item_dispute" ON "dispute_item" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE INDEX "dispute_transition_dispute" ON "dispute_transition" USING btree ("organisation_id","dispute_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "message_idempotency" ON "message" USING btree ("organisation_id","dispute_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "reason_code" ON "reason" USING btree ("organisation_id","code");--> statement-breakpoint
CREATE INDEX "resolution_dispute" ON "resolution" USING btree ("organisation_id","dispute_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_customer" ON "decision" USING btree ("organisation_id","run_id","customer_id");--> statement-breakpoint
CREATE INDEX "decision_by_customer" ON "decision" USING btree ("organisation_id","customer_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("organisation_id","customer_id","leader_invoice_id","step_key");--> statement-breakpoint
CREATE INDEX "notice_customer" ON "notice" USING btree ("organisation_id","customer_id","planned_at");--> statement-breakpoint
CREATE UNIQUE INDEX "run_day" ON "run" USING btree ("organisation_id","run_on");--> statement-breakpoint
CREATE UNIQUE INDEX "step_key" ON "step" USING btree ("organisation_id","scenario_id","key");--> statement-breakpoint
CREATE INDEX "import_file_recent" ON "import_file" USING btree ("organisation_id","uploaded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "import_profile_name" ON "import_profile" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "allocation_invoice" ON "allocation" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_note_number" ON "credit_note" USING btree ("organisation_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_number" ON "invoice" USING btree ("organisation_id","number");--> statement-breakpoint
CREATE INDEX "invoice_customer" ON "invoice" USING btree ("organisation_id","customer_id","due_on");--> statement-breakpoint
CREATE INDEX "invoice_line_invoice" ON "invoice_line" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "payment_customer" ON "payment" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "login_attempt_key" ON "login_attempt" USING btree ("key_hash","at");--> statement-breakpoint
CREATE UNIQUE INDEX "session_id_hash" ON "session" USING btree ("id_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "user" USING btree ("email");