-- Colleagues whom a note called, and who take part in its case from then on.
CREATE TABLE "participant" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by_name" text NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by_name" text,
	CONSTRAINT "participant_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "participant_removed" CHECK ((removed_at is null) = (removed_by_name is null))
);
--> statement-breakpoint
CREATE TABLE "mention" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mention_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mention" ADD CONSTRAINT "mention_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mention" ADD CONSTRAINT "mention_organisation_id_message_id_message_organisation_id_id_fk" FOREIGN KEY ("organisation_id","message_id") REFERENCES "public"."message"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mention" ADD CONSTRAINT "mention_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "participant_once" ON "participant" USING btree ("organisation_id","user_id","dispute_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "participant_dispute" ON "participant" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mention_once" ON "mention" USING btree ("organisation_id","message_id","user_id");--> statement-breakpoint
CREATE INDEX "mention_dispute" ON "mention" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
-- Inside the house alone: no link reads whom a note called.
call protect('participant', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('mention', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- Who was called stays known; who left is a day in his row.
revoke delete on participant from entendu_app;
--> statement-breakpoint
revoke update, delete on mention from entendu_app;
