CREATE TABLE "satisfaction_call" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "satisfaction_call_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "satisfaction_call" ADD CONSTRAINT "satisfaction_call_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "satisfaction_call_once" ON "satisfaction_call" USING btree ("organisation_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "satisfaction_call_dispute" ON "satisfaction_call" USING btree ("organisation_id","dispute_id","at");
--> statement-breakpoint
-- What staff write down of a call is theirs alone, and stays as it was written.
call protect('satisfaction_call', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on satisfaction_call from entendu_app;
