-- Whom a new case is given to: the first rule that is about it decides.
CREATE TABLE "routing_rule" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"reason_id" uuid,
	"category" text,
	"customer_id" uuid,
	"customer_group" text DEFAULT '' NOT NULL,
	"from_minor" bigint,
	"team" text,
	"user_id" uuid,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "routing_rule_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "routing_rule_target" CHECK (num_nonnulls(team, user_id) = 1),
	CONSTRAINT "routing_rule_amount" CHECK (from_minor > 0)
);
--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organisation_id_reason_id_reason_organisation_id_id_fk" FOREIGN KEY ("organisation_id","reason_id") REFERENCES "public"."reason"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_organisation_id_user_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","user_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
call protect('routing_rule', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke delete on routing_rule from entendu_app;
--> statement-breakpoint
-- As the rule that chose him was called then; empty = a person did.
ALTER TABLE "assignment" ADD COLUMN "routed_by" text DEFAULT '' NOT NULL;
