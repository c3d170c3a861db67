-- Why the house put a reason right is for the house alone: a table of its own, which no link reads whatever it asks for
-- (docs/decisions/changing-the-reason.md). The row has the id of the amendment it is about.
CREATE TABLE "amendment_note" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "amendment_note_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "amendment_note" ADD CONSTRAINT "amendment_note_organisation_id_id_dispute_amendment_organisation_id_id_fk" FOREIGN KEY ("organisation_id","id") REFERENCES "public"."dispute_amendment"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_note" ADD CONSTRAINT "amendment_note_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "amendment_note_dispute" ON "amendment_note" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
-- Those that were written already.
do $$ begin
	alter table dispute_amendment no force row level security;
	insert into amendment_note (organisation_id, id, customer_id, dispute_id, note)
	select organisation_id, id, customer_id, dispute_id, note from dispute_amendment where note <> '';
	alter table dispute_amendment force row level security;
end $$;
--> statement-breakpoint
call protect('amendment_note', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
revoke update, delete on amendment_note from entendu_app;
--> statement-breakpoint
-- Only an erasure rewrites it (docs/decisions/erasure.md).
grant update (note) on amendment_note to entendu_app;
--> statement-breakpoint
create trigger amendment_note_is_evidence before update on amendment_note for each row execute function refuse_rewrite();
--> statement-breakpoint
drop policy own_words on dispute_amendment;
--> statement-breakpoint
ALTER TABLE "dispute_amendment" DROP COLUMN "note";--> statement-breakpoint
create policy own_words on dispute_amendment as restrictive for insert to entendu_app
	with check (not scope_is_outside() or by_kind = 'customer');
