-- Rows of somebody's day that he put off until a day; what a row said then is kept, so that anything new brings it back.
CREATE TABLE "postponed_work" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"facts" text NOT NULL,
	"until_on" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"postponed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "postponed_work_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "postponed_work" ADD CONSTRAINT "postponed_work_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "postponed_work_once" ON "postponed_work" USING btree ("organisation_id","user_id","key");--> statement-breakpoint
call protect('postponed_work', 'organisation_id = scope_organisation() and scope_is_inside()');
