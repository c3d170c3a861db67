ALTER TABLE "dispute_item" ADD COLUMN "added_at" timestamp (3) with time zone;
--> statement-breakpoint
-- From outside an item is replaced once, and only while nobody works on its case.
create or replace function guard_item() returns trigger language plpgsql as $$
begin
	if not scope_is_outside() then
		return new;
	end if;
	if (to_jsonb(new) - 'replaced_at') <> (to_jsonb(old) - 'replaced_at') or old.replaced_at is not null or not exists (
		select from dispute d where d.organisation_id = old.organisation_id and d.id = old.dispute_id and d.status = 'submitted'
	) then
		raise exception 'the dispute_item is changed from inside only';
	end if;
	return new;
end $$;
