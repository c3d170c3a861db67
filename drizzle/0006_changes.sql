CREATE TABLE "customer_change" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"customer_id" uuid NOT NULL,
	CONSTRAINT "customer_change_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE INDEX "customer_change_customer" ON "customer_change" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "decision_waiting" ON "decision" USING btree ("organisation_id","run_id","customer_id") WHERE outcome = 'nothing' and step_key is not null;--> statement-breakpoint
call protect('customer_change', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
-- A customer who disagrees changes the facts about himself; nobody outside reads or removes the notes.
create policy append on customer_change for insert to entendu_app with check (organisation_id = scope_organisation() and scope_is_outside() and customer_id = scope_customer());
--> statement-breakpoint
create function note_new() returns trigger language plpgsql as $$
begin
	insert into customer_change (organisation_id, customer_id) select distinct organisation_id, customer_id from new_rows;
	return null;
end $$;
--> statement-breakpoint
create function note_old() returns trigger language plpgsql as $$
begin
	insert into customer_change (organisation_id, customer_id) select distinct organisation_id, customer_id from old_rows;
	return null;
end $$;
--> statement-breakpoint
create function note_both() returns trigger language plpgsql as $$
begin
	insert into customer_change (organisation_id, customer_id)
	select organisation_id, customer_id from old_rows union select organisation_id, customer_id from new_rows;
	return null;
end $$;
--> statement-breakpoint
create function note_customer() returns trigger language plpgsql as $$
begin
	insert into customer_change (organisation_id, customer_id) select distinct organisation_id, id from new_rows;
	return null;
end $$;
--> statement-breakpoint
-- Every table a decision is made from; one note per customer and statement, whoever writes.
do $$ declare t text; begin
	foreach t in array array['contact','hold','invoice','payment','credit_note','allocation','dispute','dispute_item','dispute_transition','promise','promise_item'] loop
		execute format('create trigger note_insert after insert on %I referencing new table as new_rows for each statement execute function note_new()', t);
		execute format('create trigger note_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function note_both()', t);
		execute format('create trigger note_delete after delete on %I referencing old table as old_rows for each statement execute function note_old()', t);
	end loop;
end $$;
--> statement-breakpoint
create trigger note_update after update on customer referencing new table as new_rows for each statement execute function note_customer();
--> statement-breakpoint
-- What became of a message: refused by a person, sent, failed, called off. That the engine planned it is no news to it.
create trigger note_update after update on notice referencing old table as old_rows new table as new_rows for each statement execute function note_both();
