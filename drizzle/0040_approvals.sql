-- Trade claims (promotions, rebates, shared advertising) are approved by others than shortages or damage.
-- Made as a computed column and then kept as an ordinary one: no row has to be seen for it.
ALTER TABLE "reason" ADD COLUMN "claim_type" text GENERATED ALWAYS AS (CASE WHEN "category" = 'commercial' THEN 'trade' ELSE 'non_trade' END) STORED;--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "claim_type" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "claim_type" SET DEFAULT 'non_trade';--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "claim_type" SET NOT NULL;--> statement-breakpoint
-- The one limit of until now is the first rule of the matrix.
ALTER TABLE "organisation" ALTER COLUMN "approval_limit_minor" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "organisation" ALTER COLUMN "approval_limit_minor" TYPE jsonb USING jsonb_build_array(jsonb_build_object('category', null, 'claimType', null, 'aboveMinor', "approval_limit_minor"::text, 'approverId', null));--> statement-breakpoint
ALTER TABLE "organisation" RENAME COLUMN "approval_limit_minor" TO "approval_rules";--> statement-breakpoint
ALTER TABLE "organisation" ALTER COLUMN "approval_rules" SET DEFAULT '[{"category": null, "claimType": null, "aboveMinor": "100000", "approverId": null}]'::jsonb;--> statement-breakpoint
CREATE TABLE "approval_request" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"verdict" text,
	"outcome" text,
	"amount_minor" bigint NOT NULL,
	"credited_minor" bigint NOT NULL,
	"claimed_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"text" text NOT NULL,
	"valid_until" date,
	"idempotency_key" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"asked_by_name" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_as" text,
	"ended_by_name" text,
	CONSTRAINT "approval_request_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "approval_request_ended" CHECK ((ended_at is null) = (ended_as is null)),
	CONSTRAINT "approval_request_amount" CHECK (amount_minor > 0)
);
--> statement-breakpoint
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_organisation_id_asked_by_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","asked_by_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_request_dispute" ON "approval_request" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE UNIQUE INDEX "approval_request_open" ON "approval_request" USING btree ("organisation_id","dispute_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_request_once" ON "approval_request" USING btree ("organisation_id","dispute_id","idempotency_key");--> statement-breakpoint
CREATE TABLE "approval" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"act" text NOT NULL,
	"level" integer NOT NULL,
	"amount_minor" bigint,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	"for_name" text DEFAULT '' NOT NULL,
	CONSTRAINT "approval_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_organisation_id_request_id_approval_request_organisation_id_id_fk" FOREIGN KEY ("organisation_id","request_id") REFERENCES "public"."approval_request"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_organisation_id_by_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","by_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_of_request" ON "approval" USING btree ("organisation_id","request_id","at");--> statement-breakpoint
-- Four eyes: nobody signs a request twice, and a level is signed once.
CREATE UNIQUE INDEX "approval_level_once" ON "approval" USING btree ("organisation_id","request_id","level") WHERE act in ('approve', 'reduce');--> statement-breakpoint
CREATE UNIQUE INDEX "approval_person_once" ON "approval" USING btree ("organisation_id","request_id","by_id") WHERE act in ('approve', 'reduce');--> statement-breakpoint
ALTER TABLE "resolution" ADD COLUMN "approval_request_id" uuid;--> statement-breakpoint
ALTER TABLE "resolution" ADD CONSTRAINT "resolution_organisation_id_approval_request_id_approval_request_organisation_id_id_fk" FOREIGN KEY ("organisation_id","approval_request_id") REFERENCES "public"."approval_request"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What the house says among itself about a credit: no link reads it.
call protect('approval_request', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('approval', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on approval_request from entendu_app;
--> statement-breakpoint
revoke update, delete on approval from entendu_app;
