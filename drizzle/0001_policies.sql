-- Row-level security: the application runs as a role that owns nothing and sees only the scope of
-- its transaction. A forgotten WHERE leaks nothing; a scope that was not set sees nothing.
do $$ begin
	if not exists (select from pg_roles where rolname = 'entendu_app') then
		create role entendu_app nologin;
	end if;
end $$;
--> statement-breakpoint
do $$ begin execute format('grant entendu_app to %I', current_user); exception when others then null; end $$;
--> statement-breakpoint
grant usage on schema public to entendu_app;
--> statement-breakpoint
create function scope_organisation() returns uuid language sql stable as
$$ select nullif(current_setting('app.organisation', true), '')::uuid $$;
--> statement-breakpoint
create function scope_customer() returns uuid language sql stable as
$$ select nullif(current_setting('app.customer', true), '')::uuid $$;
--> statement-breakpoint
create function scope_dispute() returns uuid language sql stable as
$$ select nullif(current_setting('app.dispute', true), '')::uuid $$;
--> statement-breakpoint
-- desk | portal | resolver | system; empty = nobody
create function scope_audience() returns text language sql stable as
$$ select nullif(current_setting('app.audience', true), '') $$;
--> statement-breakpoint
-- The one secret somebody proved to know before any organisation is known: the hash of a link or
-- session, the e-mail typed at the login, the key of the login throttle.
create function scope_proof() returns text language sql stable as
$$ select nullif(current_setting('app.proof', true), '') $$;
--> statement-breakpoint
create function scope_is_inside() returns boolean language sql stable as
$$ select scope_audience() in ('desk', 'system') $$;
--> statement-breakpoint
create procedure protect(target regclass, condition text) language plpgsql as $$
begin
	execute format('alter table %s enable row level security', target);
	execute format('alter table %s force row level security', target);
	execute format('create policy scope on %s to entendu_app using (%s) with check (%s)', target, condition, condition);
	execute format('grant select, insert, update, delete on %s to entendu_app', target);
end $$;
--> statement-breakpoint
-- Staff and the engine only.
do $$ declare t text; begin
	foreach t in array array['user','scenario','step','run','decision','delivery','import_profile','import_file','notice'] loop
		call protect(format('%I', t)::regclass, 'organisation_id = scope_organisation() and scope_is_inside()');
	end loop;
	-- Seen by everybody inside the organisation's scope, links included; written inside only (below).
	foreach t in array array['organisation','reason'] loop
		call protect(format('%I', t)::regclass, 'organisation_id = scope_organisation() and scope_audience() is not null');
	end loop;
	-- Rows of one customer.
	foreach t in array array['contact','hold','document','invoice','invoice_line','credit_note','payment','allocation','link'] loop
		call protect(format('%I', t)::regclass, 'organisation_id = scope_organisation() and (scope_is_inside() or customer_id = scope_customer())');
	end loop;
	-- Rows of one case: a resolver sees his case only.
	foreach t in array array['dispute_item','dispute_transition','assignment','answer','resolution','message','attachment'] loop
		call protect(format('%I', t)::regclass, 'organisation_id = scope_organisation() and (scope_is_inside() or (customer_id = scope_customer() and (scope_dispute() is null or dispute_id = scope_dispute())))');
	end loop;
end $$;
--> statement-breakpoint
call protect('customer', 'organisation_id = scope_organisation() and (scope_is_inside() or id = scope_customer())');
--> statement-breakpoint
call protect('dispute', 'organisation_id = scope_organisation() and (scope_is_inside() or (customer_id = scope_customer() and (scope_dispute() is null or id = scope_dispute())))');
--> statement-breakpoint
call protect('session', 'organisation_id = scope_organisation() and scope_is_inside()');
--> statement-breakpoint
call protect('login_attempt', 'key_hash = scope_proof()');
--> statement-breakpoint
-- Links may be followed from a mail to a new mail: a customer or a resolver causes messages without reading the outbox.
create policy outbox_put on delivery for insert to entendu_app
	with check (organisation_id = scope_organisation() and scope_audience() in ('portal', 'resolver'));
--> statement-breakpoint
-- Doors that open with a proof, before an organisation is known: reading only.
create policy proof on session for select to entendu_app using (id_hash = scope_proof());
--> statement-breakpoint
create policy proof_end on session for delete to entendu_app using (id_hash = scope_proof());
--> statement-breakpoint
create policy proof on link for select to entendu_app using (token_hash = scope_proof());
--> statement-breakpoint
create policy proof on "user" for select to entendu_app using (email = scope_proof());
--> statement-breakpoint
create policy proof on contact for select to entendu_app using (email = scope_proof());
--> statement-breakpoint
-- The engine walks the organisations; it reads their names, never their data, before it enters one.
create policy engine on organisation for select to entendu_app using (scope_audience() = 'system');
--> statement-breakpoint
revoke delete on organisation, reason from entendu_app;
--> statement-breakpoint
create policy inside_insert on reason as restrictive for insert to entendu_app with check (scope_is_inside());
--> statement-breakpoint
create policy inside_update on reason as restrictive for update to entendu_app using (scope_is_inside());
--> statement-breakpoint
create policy inside_insert on organisation as restrictive for insert to entendu_app with check (scope_is_inside());
--> statement-breakpoint
-- A customer who opens a case takes the next number; nothing else of the organisation may change from outside.
create function guard_organisation() returns trigger language plpgsql as $$
begin
	if scope_is_inside() is not true and current_user = 'entendu_app'
		and (to_jsonb(new) - 'dispute_sequence') <> (to_jsonb(old) - 'dispute_sequence') then
		raise exception 'the organisation is changed from inside only';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger guard_organisation before update on organisation for each row execute function guard_organisation();
--> statement-breakpoint
-- Append-only history.
alter table audit_event enable row level security;
--> statement-breakpoint
alter table audit_event force row level security;
--> statement-breakpoint
create policy read_inside on audit_event for select to entendu_app using (organisation_id = scope_organisation() and scope_is_inside());
--> statement-breakpoint
create policy append on audit_event for insert to entendu_app with check (organisation_id = scope_organisation() and scope_audience() is not null);
--> statement-breakpoint
grant select, insert on audit_event to entendu_app;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'the audit log is append-only';
end $$;
--> statement-breakpoint
create trigger audit_event_is_append_only before update or delete on audit_event for each row execute function refuse_change();
