-- Whoever looks after a case, and later the head of his team, is told once of a deadline that is in danger or broken, and of a late task.
CREATE TABLE "deadline_told" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"key" text NOT NULL,
	"on" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deadline_told_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "deadline_told" ADD CONSTRAINT "deadline_told_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deadline_told_once" ON "deadline_told" USING btree ("organisation_id","dispute_id","key");--> statement-breakpoint
call protect('deadline_told', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on deadline_told from entendu_app;
