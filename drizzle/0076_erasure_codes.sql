-- An erasure takes words, never codes, figures, ids or dates (docs/decisions/erasure.md).
drop function erase_in(text, uuid[], text[], text[], text[]);
--> statement-breakpoint
drop function erase_in_audit(uuid[], text[], text[], text[]);
--> statement-breakpoint
drop function erase_words(text, text[], text[]);
--> statement-breakpoint
drop function erase_words(jsonb, text[], text[]);
--> statement-breakpoint
drop function erase_words(json, text[], text[]);
--> statement-breakpoint
drop function erase_words(text[], text[], text[]);
--> statement-breakpoint
-- The columns an erasure does not look into: codes, what a table is found by, and figures made of its words.
create or replace function never_words(named text) returns boolean language sql immutable as $$
	select named ~ '(_sha256|_hash|_kind|currency|language|status)$'
		or named ~ '(^|_)(kind|team|stage|outcome|verdict|audience|source)$'
		or named in ('channel', 'mail', 'role', 'key', 'idempotency_key', 'storage_key', 'thumbnail_key', 'step_key', 'message_id',
			'priority', 'category', 'claim_type', 'asks', 'act', 'deed', 'via', 'tone', 'covers', 'scan', 'decision', 'reasons',
			'ended_as', 'lapsed_as', 'withdrawn_because', 'reason_code', 'canonical_code', 'check_name', 'subject_id',
			'alerts', 'mime', 'country', 'time_zone', 'mapping')
$$;
--> statement-breakpoint
-- Where the name of somebody stands, and nothing else: of a column, or of a key in a document.
create function is_name(named text) returns boolean language sql immutable as $$ select named ~* 'names?$' $$;
--> statement-breakpoint
-- What has digits and is nobody's number: ids, hashes, references of cases, days and instants.
create function ids_and_dates() returns text language sql immutable as $$
	select '(?<![0-9a-fA-F])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])'
		|| '|(?<!\w)[0-9a-fA-F]{32,}(?!\w)'
		|| '|\m[A-Z]{2,5}-\d{4}-\d{6}\M'
		|| '|(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?!\d)'
		|| '|(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d(?![./-]?\d)'
$$;
--> statement-breakpoint
-- A telephone number, beside what only looks like one.
create function erase_number(written text, pattern text, mark text) returns text language sql immutable as $$
	select case when written !~ pattern then written else (
		select string_agg(regexp_replace(said, pattern, mark, 'g') || coalesce(kept[1], ''), '' order by n)
		from regexp_split_to_table(written, ids_and_dates()) with ordinality a(said, n)
			left join regexp_matches(written, ids_and_dates(), 'g') with ordinality b(kept, n) using (n)) end
$$;
--> statement-breakpoint
-- Each of `words` has a pattern, the mark that is put in its place, and where it is looked for: anywhere, as a number,
-- or as the whole of a name.
create function erase_words(written text, words jsonb, is_name boolean default false) returns text language plpgsql immutable as $$
declare
	done text := written;
	word jsonb;
begin
	for word in select value from jsonb_array_elements(words) loop
		done := case word->>'found'
			when 'number' then erase_number(done, word->>'pattern', word->>'mark')
			when 'name' then case when is_name
				then regexp_replace(done, '^\s*(?:' || (word->>'pattern') || ')\s*$', word->>'mark') else done end
			else regexp_replace(done, word->>'pattern', word->>'mark', 'g') end;
	end loop;
	return done;
end $$;
--> statement-breakpoint
-- In the strings of a document alone: its keys, figures and shape stay.
create function erase_words(written json, words jsonb, is_name boolean default false) returns json language plpgsql immutable as $$
begin
	case json_typeof(written)
		when 'string' then
			return to_json(erase_words(written #>> '{}', words, is_name));
		when 'array' then
			return (select coalesce(json_agg(erase_words(value, words, is_name) order by n), '[]')
				from json_array_elements(written) with ordinality each(value, n));
		when 'object' then
			return (select coalesce(json_object_agg(key, erase_words(value, words, is_name(key)) order by n), '{}')
				from json_each(written) with ordinality each(key, value, n));
		else
			return written;
	end case;
end $$;
--> statement-breakpoint
create function erase_words(written jsonb, words jsonb, is_name boolean default false) returns jsonb language sql immutable as
$$ select erase_words(written::json, words, is_name)::jsonb $$;
--> statement-breakpoint
create function erase_words(written text[], words jsonb, is_name boolean default false) returns text[] language sql immutable as
$$ select case when written is not null then
	array(select erase_words(one, words, is_name) from unnest(written) with ordinality as each(one, n) order by n) end $$;
--> statement-breakpoint
-- One pattern for all of them, to pass quickly over what names nobody. More may match it than is changed.
create function any_of_words(words jsonb) returns text language sql immutable as
$$ select string_agg(value->>'pattern', '|') from jsonb_array_elements(words) $$;
--> statement-breakpoint
-- A document as a text in which its lines end where they were written.
create function unescaped(document text) returns text language sql immutable as
$$ select regexp_replace(document, '\\[nrtbf]', ' ', 'g') $$;
--> statement-breakpoint
-- Takes a person out of the words of one table. `addresses` holds the pseudonym's too: what a table before this one
-- was found by is replaced already. @returns how many rows changed
create function erase_in(target text, accounts uuid[], addresses text[], words jsonb) returns bigint
language plpgsql as $$
declare
	sets text;
	looked_at text;
	differs text;
	about text;
	changed bigint;
begin
	select string_agg(format('%I = %s', named, erased), ', '),
		string_agg(format(case when is_json then 'unescaped(%I::text)' else '%I::text' end, named), ', '),
		string_agg(format(case when is_json then '%I::jsonb is distinct from %s::jsonb' else '%I is distinct from %s' end, named, erased), ' or ')
	into sets, looked_at, differs
	from (select column_name as named, data_type in ('json', 'jsonb') as is_json,
			format('erase_words(%I, $3, %s)', column_name, is_name(column_name)::text) as erased
		from information_schema.columns
		where table_schema = 'public' and table_name = target and not never_words(column_name)
			and (data_type in ('text', 'json', 'jsonb') or udt_name = '_text')
			and has_column_privilege(format('public.%I', target), column_name, 'update')) c;
	if sets is null then
		return 0;
	end if;
	select case found_by
		when 'customer' then 'customer_id = any($1)'
		when 'notice' then 'notice_id in (select id from notice where organisation_id = scope_organisation() and customer_id = any($1))'
		when 'delivery' then 'delivery_id in (select id from delivery where organisation_id = scope_organisation() and (customer_id = any($1) or lower(to_email) = any($2)))'
		when 'mail' then 'mail_id in (select mail_id from inbound_fate where organisation_id = scope_organisation() and (customer_id = any($1) or lower(from_email) = any($2)))'
		else 'true' end
	into about from tables_with_people() where name = target;
	execute format(
		'update %I set %s where organisation_id = scope_organisation() and (%s or %s) and case when concat_ws(chr(10), %s) ~ $4 then %s else false end',
		target, sets, about, is_addressed_to(target), looked_at, differs)
	using accounts, addresses, words, any_of_words(words);
	get diagnostics changed = row_count;
	return changed;
end $$;
--> statement-breakpoint
-- The same in what was done: by him, about him, or with his address in it. @returns the events that changed
create function erase_in_audit(accounts uuid[], addresses text[], words jsonb) returns setof uuid
language sql as $$
	update audit_event set actor_name = erase_words(actor_name, words, true), data = erase_words(data, words)
	where organisation_id = scope_organisation()
		and (customer_id = any(accounts) or (customer_id is null
			and exists (select from unnest(addresses) one where position(one in lower(data::text)) > 0)))
		and case when concat_ws(chr(10), actor_name, unescaped(data::text)) ~ any_of_words(words)
			then actor_name is distinct from erase_words(actor_name, words, true) or data is distinct from erase_words(data, words)
			else false end
	returning id
$$;
