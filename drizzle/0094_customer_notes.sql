-- What the house remembers about a customer, for colleagues only. Struck out, a note stays to be read.
CREATE TABLE "customer_note" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"body" text NOT NULL,
	"struck_at" timestamp (3) with time zone,
	"struck_by" text,
	CONSTRAINT "customer_note_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "customer_note_struck" CHECK ((struck_at is null) = (struck_by is null))
);
--> statement-breakpoint
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_note_customer" ON "customer_note" USING btree ("organisation_id","customer_id","at","id");--> statement-breakpoint
call protect('customer_note', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on customer_note from entendu_app;
--> statement-breakpoint
-- To strike it out, and for an erasure; the words themselves change for an erasure alone.
grant update (by_name, body, struck_at, struck_by) on customer_note to entendu_app;
--> statement-breakpoint
create trigger customer_note_is_evidence before update of at, by_name, body on customer_note for each row execute function refuse_rewrite();
--> statement-breakpoint
-- The history of a customer is read from its newest events on.
CREATE INDEX "audit_event_customer" ON "audit_event" USING btree ("organisation_id","customer_id","at","id");
