CREATE TABLE "delivery_report" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"event_key" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "delivery_report_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
DROP INDEX "provider_channel";--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "to_phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "first_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "delivery_report" ADD CONSTRAINT "delivery_report_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_report_event" ON "delivery_report" USING btree ("organisation_id","event_key");--> statement-breakpoint
CREATE INDEX "delivery_report_delivery" ON "delivery_report" USING btree ("organisation_id","delivery_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_channel" ON "provider" USING btree ("organisation_id","channel") WHERE disabled_at is null;--> statement-breakpoint
call protect('delivery_report'::regclass, 'organisation_id = scope_organisation() and scope_is_inside()');
