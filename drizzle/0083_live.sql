-- Whoever has a list or a case open is told that something changed about a case: ids only, once the change is committed.
-- Of more than a hundred cases of one statement only that there are many: no id.
create or replace function tell_of_cases() returns trigger language plpgsql as $$
begin
	perform pg_notify('entendu_live', json_build_object('kind', 'changed', 'organisationId', told.organisation_id,
		'disputeId', one.id, 'byId', told.actor_id)::text)
	from (select organisation_id, actor_id, array_agg(distinct subject_id::text) as cases
		from new_rows where subject_kind = 'dispute' group by organisation_id, actor_id) told
	cross join lateral unnest(case when cardinality(told.cases) > 100 then array[null::text] else told.cases end) as one(id);
	return null;
end $$;
--> statement-breakpoint
create or replace trigger tell_of_cases after insert on audit_event referencing new table as new_rows for each statement execute function tell_of_cases();
