-- Steps of an organisation's own under a status of the case: how a case stands for whoever works on it. No customer reads them.
CREATE TABLE "sub_status" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"status" text NOT NULL,
	"labels" jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "sub_status_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
-- Who gave a case which one, from when to when; one that ended says nothing any more.
CREATE TABLE "case_sub_status" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"sub_status_id" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by_name" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "case_sub_status_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "sub_status" ADD CONSTRAINT "sub_status_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_sub_status" ADD CONSTRAINT "case_sub_status_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_sub_status" ADD CONSTRAINT "case_sub_status_organisation_id_sub_status_id_sub_status_organisation_id_id_fk" FOREIGN KEY ("organisation_id","sub_status_id") REFERENCES "public"."sub_status"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_sub_status_now" ON "case_sub_status" USING btree ("organisation_id","dispute_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "case_sub_status_which" ON "case_sub_status" USING btree ("organisation_id","sub_status_id") WHERE ended_at is null;--> statement-breakpoint
call protect('sub_status', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('case_sub_status', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on sub_status, case_sub_status from entendu_app;
