-- What staff answer again and again, for both composers of a case.
CREATE TABLE "saved_answer" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"bodies" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by_name" text NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "saved_answer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "saved_answer_title" ON "saved_answer" USING btree ("organisation_id",lower("title")) WHERE archived_at is null;--> statement-breakpoint
call protect('saved_answer', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on saved_answer from entendu_app;
