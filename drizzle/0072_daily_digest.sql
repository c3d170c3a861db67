-- Staff who choose so read what happened to their cases once a working day.
ALTER TABLE "user" ADD COLUMN "alerts" text DEFAULT 'at_once' NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_alerts" CHECK (alerts in ('at_once', 'daily'));--> statement-breakpoint
CREATE TABLE "digest_line" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"once_key" text NOT NULL,
	"event" text NOT NULL,
	"colleague" text DEFAULT '' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"told_on" date,
	CONSTRAINT "digest_line_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_line" ADD CONSTRAINT "digest_line_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_line" ADD CONSTRAINT "digest_line_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "digest_line_once" ON "digest_line" USING btree ("organisation_id","once_key");--> statement-breakpoint
CREATE INDEX "digest_line_waiting" ON "digest_line" USING btree ("organisation_id","user_id") WHERE told_on is null;--> statement-breakpoint
call protect('digest_line', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on digest_line from entendu_app;
