CREATE TABLE "audit_seal" (
	"organisation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_seal_organisation_id_seq_pk" PRIMARY KEY("organisation_id","seq")
);
--> statement-breakpoint
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_organisation_id_event_id_audit_event_organisation_id_id_fk" FOREIGN KEY ("organisation_id","event_id") REFERENCES "public"."audit_event"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seal_event" ON "audit_seal" USING btree ("organisation_id","event_id");--> statement-breakpoint
-- Events are sealed and looked through in the order in which they happened, a page at a time.
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("organisation_id","at","id");
--> statement-breakpoint
call protect('audit_seal', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- The engine adds seals; nobody changes one, the owner of the tables included.
revoke update, delete on audit_seal from entendu_app;
--> statement-breakpoint
create trigger audit_seal_is_append_only before update or delete on audit_seal for each row execute function refuse_change();
