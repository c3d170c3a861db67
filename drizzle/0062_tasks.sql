-- What a decision leaves to do, each with whoever does it and by when: a case is closed once nothing of it is open.
CREATE TABLE "case_task" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"text" text NOT NULL,
	"owner_id" uuid,
	"owner_team" text,
	"due_on" date NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by_name" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_as" text,
	"ended_why" text DEFAULT '' NOT NULL,
	"ended_by_name" text DEFAULT '' NOT NULL,
	CONSTRAINT "case_task_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "case_task_owner" CHECK ((owner_id is null) <> (owner_team is null)),
	CONSTRAINT "case_task_ended" CHECK ((ended_at is null) = (ended_as is null))
);
--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_task" ADD CONSTRAINT "case_task_organisation_id_owner_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","owner_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_task_once" ON "case_task" USING btree ("organisation_id","dispute_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "case_task_open" ON "case_task" USING btree ("organisation_id","due_on") WHERE ended_at is null;--> statement-breakpoint
-- Of the house: no link reads what is said among colleagues.
call protect('case_task', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on case_task from entendu_app;
--> statement-breakpoint
-- What a decision about such a case usually leaves to do, one line each, by language.
ALTER TABLE "reason" ADD COLUMN "suggested_tasks" jsonb DEFAULT '{}' NOT NULL;
