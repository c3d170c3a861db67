-- Where a case came from, and what is done so that it does not come again; one per case, changed with its audit event.
CREATE TABLE "root_cause" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"owner_id" uuid,
	"owner_team" text,
	"action" text DEFAULT '' NOT NULL,
	"due_on" date,
	"done_at" timestamp (3) with time zone,
	"done_by_name" text DEFAULT '' NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by_name" text NOT NULL,
	CONSTRAINT "root_cause_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "root_cause_owner" CHECK (owner_id is null or owner_team is null)
);
--> statement-breakpoint
ALTER TABLE "root_cause" ADD CONSTRAINT "root_cause_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "root_cause" ADD CONSTRAINT "root_cause_organisation_id_owner_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","owner_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "root_cause_case" ON "root_cause" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
call protect('root_cause', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on root_cause from entendu_app;
