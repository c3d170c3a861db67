-- 0001 went on when this could not be granted; without it the application cannot enter its role.
do $$
declare
	-- From PostgreSQL 16 on a membership may come without the right to take the role.
	needed text := case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
begin
	if not pg_has_role(current_user, 'entendu_app', needed) then
		raise exception 'The account "%" may not take the role entendu_app. A database administrator must run: GRANT entendu_app TO %;', current_user, quote_ident(current_user);
	end if;
end $$;
--> statement-breakpoint
create function scope_is_outside() returns boolean language sql stable as
$$ select coalesce(scope_audience() in ('portal', 'resolver'), false) $$;
--> statement-breakpoint
-- Read with the eyes of whoever asks: an item of another case is in nobody's list.
create function scope_case_invoices() returns uuid[] language sql stable as
$$ select coalesce(array_agg(i.invoice_id), '{}') from dispute_item i
	where i.organisation_id = scope_organisation() and i.dispute_id = scope_dispute() $$;
--> statement-breakpoint
-- Restrictive: on top of whose row it is, who may do this to it at all.
create procedure narrow(target regclass, command text, condition text) language plpgsql as $$
begin
	execute format(
		'create policy narrow_%s on %s as restrictive for %s to entendu_app %s (%s)',
		command, target, command, case command when 'insert' then 'with check' else 'using' end, condition
	);
end $$;
--> statement-breakpoint
do $$
declare
	t text;
	inside text := 'not scope_is_outside()';
begin
	-- Nothing is deleted through a link.
	foreach t in array array['organisation','reason','customer','contact','hold','document','invoice','invoice_line','credit_note','payment','allocation','link','dispute','dispute_item','dispute_transition','assignment','answer','resolution','message','attachment','delivery'] loop
		call narrow(t::regclass, 'delete', inside);
	end loop;
	-- Written by staff and the engine only.
	foreach t in array array['customer','contact','document','invoice','invoice_line','credit_note','payment','allocation','resolution'] loop
		call narrow(t::regclass, 'insert', inside);
	end loop;
	-- Changed by staff and the engine only. Invoices and cases are locked through a link, and a lock
	-- counts as a change: triggers below look at what would really change.
	foreach t in array array['customer','contact','hold','document','invoice_line','credit_note','payment','allocation','link','dispute_item','dispute_transition','answer','resolution','message','attachment'] loop
		call narrow(t::regclass, 'update', inside);
	end loop;
	-- A customer opens cases and takes their numbers; whoever was asked about one does not.
	foreach t in array array['organisation','invoice'] loop
		call narrow(t::regclass, 'update', $c$scope_audience() is distinct from 'resolver'$c$);
	end loop;
	foreach t in array array['dispute','dispute_item'] loop
		call narrow(t::regclass, 'insert', $c$scope_audience() is distinct from 'resolver'$c$);
	end loop;
	-- Whoever was asked answers and hands over; a customer does not.
	foreach t in array array['answer','assignment'] loop
		call narrow(t::regclass, 'insert', $c$scope_audience() is distinct from 'portal'$c$);
	end loop;
	call narrow('assignment', 'update', $c$scope_audience() is distinct from 'portal'$c$);
	-- The door of a case is handed on by whoever was asked, never made by the customer.
	call narrow('link', 'insert', $c$scope_audience() is distinct from 'portal' or kind = 'portal'$c$);
	-- A pause through a link ends by itself.
	call narrow('hold', 'insert', $c$not scope_is_outside() or (scope_audience() = 'portal' and kind in ('payment_announced', 'invoice_copy_sent') and until_on is not null)$c$);
end $$;
--> statement-breakpoint
drop procedure narrow;
--> statement-breakpoint
-- Whoever was asked about a case sees what it is about, not the account of the customer.
create policy case_only on invoice as restrictive for select to entendu_app
	using (scope_audience() is distinct from 'resolver' or id = any ((select scope_case_invoices())::uuid[]));
--> statement-breakpoint
create policy case_only on invoice_line as restrictive for select to entendu_app
	using (scope_audience() is distinct from 'resolver' or invoice_id = any ((select scope_case_invoices())::uuid[]));
--> statement-breakpoint
create policy case_only on allocation as restrictive for select to entendu_app
	using (scope_audience() is distinct from 'resolver' or invoice_id = any ((select scope_case_invoices())::uuid[]));
--> statement-breakpoint
create policy case_only on document as restrictive for select to entendu_app
	using (scope_audience() is distinct from 'resolver' or exists (
		select from invoice i where i.organisation_id = document.organisation_id and i.document_id = document.id));
--> statement-breakpoint
create policy case_only on contact as restrictive for select to entendu_app using (scope_audience() is distinct from 'resolver');
--> statement-breakpoint
create policy case_only on payment as restrictive for select to entendu_app using (scope_audience() is distinct from 'resolver');
--> statement-breakpoint
create policy case_only on credit_note as restrictive for select to entendu_app using (scope_audience() is distinct from 'resolver');
--> statement-breakpoint
create policy case_only on hold as restrictive for select to entendu_app using (scope_audience() is distinct from 'resolver');
--> statement-breakpoint
-- A link is found by its proof only.
create policy no_list on link as restrictive for select to entendu_app using (not scope_is_outside());
--> statement-breakpoint
-- An internal note is neither read nor written by a customer.
create policy for_customer on message as restrictive to entendu_app
	using (scope_audience() is distinct from 'portal' or audience = 'customer');
--> statement-breakpoint
create policy for_customer on attachment as restrictive to entendu_app
	using (scope_audience() is distinct from 'portal' or audience = 'customer');
--> statement-breakpoint
-- From outside a row may be held, and of it changes only the column named by the trigger, if any.
create function guard_outside() returns trigger language plpgsql as $$
begin
	if scope_is_outside() and (to_jsonb(new) - tg_argv[0]) <> (to_jsonb(old) - tg_argv[0]) then
		raise exception 'the % is changed from inside only', tg_table_name;
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger guard_outside before update on invoice for each row execute function guard_outside('');
--> statement-breakpoint
create trigger guard_outside before update on dispute for each row execute function guard_outside('status');
--> statement-breakpoint
create trigger guard_outside before update on assignment for each row execute function guard_outside('ended_at');
