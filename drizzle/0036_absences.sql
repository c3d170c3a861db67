CREATE TABLE "absence" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"substitute_id" uuid NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "absence_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "absence_days" CHECK ("from_on" <= "until_on"),
	CONSTRAINT "absence_substitute" CHECK ("user_id" <> "substitute_id")
);
--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_organisation_id_substitute_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","substitute_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absence_until" ON "absence" USING btree ("organisation_id","until_on");
--> statement-breakpoint
call protect('absence', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- Taken back it stays readable: who was away, and who answered, is part of the history of a case.
revoke delete on absence from entendu_app;
--> statement-breakpoint
-- Whom the question was mailed to while he was away, as it was that day.
ALTER TABLE "assignment" ADD COLUMN "stand_in_id" uuid;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "stand_in_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "away_until" date;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_stand_in_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","stand_in_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD COLUMN "stand_in_id" uuid;--> statement-breakpoint
ALTER TABLE "follow_up" ADD COLUMN "stand_in_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_organisation_id_stand_in_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","stand_in_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;
