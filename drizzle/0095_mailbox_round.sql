-- When the mailbox was last read to its end, and what stops it since: a mailbox that stands still is told of.
CREATE TABLE "inbound_round" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"fault_kind" text DEFAULT '' NOT NULL,
	CONSTRAINT "inbound_round_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "inbound_round_fault" CHECK ("fault_kind" in ('', 'no_owner', 'sign_in', 'certificate', 'refused', 'broken'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_round_once" ON "inbound_round" USING btree ("organisation_id");--> statement-breakpoint
ALTER TABLE "inbound_round" ADD CONSTRAINT "inbound_round_organisation_id_organisation_id_organisation_organisation_id_id_fk" FOREIGN KEY ("organisation_id","organisation_id") REFERENCES "public"."organisation"("organisation_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
call protect('inbound_round', 'organisation_id = scope_organisation() and scope_is_inside()');--> statement-breakpoint
revoke delete on inbound_round from entendu_app;
--> statement-breakpoint
-- Every reminder asks for answers nobody read, of both kinds that wait; the index held one of them.
DROP INDEX "inbound_fate_customer";--> statement-breakpoint
CREATE INDEX "inbound_fate_customer" ON "inbound_fate" USING btree ("organisation_id","customer_id") WHERE kind in ('triage', 'dead') and notice_id is not null;
