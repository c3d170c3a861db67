-- Whoever has a list or a case open is told that something changed about a case: ids only, once the change is committed.
create function tell_of_cases() returns trigger language plpgsql as $$
begin
	perform pg_notify('entendu_live', json_build_object('kind', 'changed', 'organisationId', organisation_id,
		'disputeId', subject_id, 'byId', actor_id)::text)
	from (select distinct organisation_id, subject_id, actor_id from new_rows where subject_kind = 'dispute' limit 100) told;
	return null;
end $$;
--> statement-breakpoint
create trigger tell_of_cases after insert on audit_event referencing new table as new_rows for each statement execute function tell_of_cases();
