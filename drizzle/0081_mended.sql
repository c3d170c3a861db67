-- A digest is worked out once a day, whether it leaves or there was nothing to tell.
ALTER TABLE "user" ADD COLUMN "digest_on" date;--> statement-breakpoint
-- Nobody opens again what went into another case, whichever way a case is moved.
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_merged_stays" CHECK (merged_at is null or status = 'duplicate');--> statement-breakpoint
-- A team, a reason, a rule or a document is called like it is: nobody's name stands there.
create or replace function is_name(named text) returns boolean language sql immutable as $$
	select named ~* 'names?$'
		and named !~* '^(team|reason|category|rule|scenario|step|template|document|file|view|list|profile|source|check|stage|cause|task|sub_?status|role|event)_?names?$'
$$;
