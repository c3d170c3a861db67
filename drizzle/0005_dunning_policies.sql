-- Staff and the engine only.
do $$ declare t text; begin
	foreach t in array array['scenario_version','scenario_choice','run_order','notice_edit','call','letter','print_file','late_rate','late_charge','template','template_version','data_source','heartbeat','provider','finding'] loop
		call protect(t::regclass, 'organisation_id = scope_organisation() and scope_is_inside()');
	end loop;
	-- Rows of one customer: he makes promises and sees his own; whoever was asked about a case does neither.
	foreach t in array array['promise','promise_item'] loop
		call protect(t::regclass, $c$organisation_id = scope_organisation() and (scope_is_inside() or (scope_audience() = 'portal' and customer_id = scope_customer()))$c$);
		execute format('create policy narrow_delete on %I as restrictive for delete to entendu_app using (not scope_is_outside())', t);
	end loop;
end $$;
--> statement-breakpoint
create policy narrow_update on promise_item as restrictive for update to entendu_app using (not scope_is_outside());
--> statement-breakpoint
-- A customer may take a promise back, and change nothing else of it.
create function promise_outside_update() returns trigger language plpgsql as $$
begin
	if scope_is_outside() and (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') is distinct from (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') then
		raise exception 'a promise is only taken back through a link' using errcode = '42501';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger promise_outside_update before update on promise for each row execute function promise_outside_update();
--> statement-breakpoint
-- What is published does not change any more, whoever tries: an edit is a new version.
create function version_is_published() returns trigger language plpgsql as $$
begin
	if old.published_at is not null then
		raise exception 'a published version does not change' using errcode = '55000';
	end if;
	return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger scenario_version_published before update or delete on scenario_version for each row execute function version_is_published();
--> statement-breakpoint
create trigger template_version_published before update or delete on template_version for each row execute function version_is_published();
--> statement-breakpoint
create function step_is_published() returns trigger language plpgsql as $$
begin
	-- The row of an insert is the new one, of a delete the old one.
	if exists (
		select from scenario_version v
		where v.organisation_id = coalesce(new.organisation_id, old.organisation_id)
			and v.id in (new.version_id, old.version_id) and v.published_at is not null
	) then
		raise exception 'a published version does not change' using errcode = '55000';
	end if;
	return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger step_published before insert or update or delete on step for each row execute function step_is_published();
--> statement-breakpoint
-- The PDF that was posted is the PDF that is kept.
create function letter_is_written() returns trigger language plpgsql as $$
begin
	if (new.storage_key, new.sha256, new.bytes, new.pages, new.notice_id) is distinct from (old.storage_key, old.sha256, old.bytes, old.pages, old.notice_id) then
		raise exception 'a letter is written once' using errcode = '55000';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger letter_written before update on letter for each row execute function letter_is_written();
--> statement-breakpoint
-- Of the installation, not of an organisation: the engine only; everybody inside may read that it is held.
alter table instance enable row level security;
--> statement-breakpoint
alter table instance force row level security;
--> statement-breakpoint
create policy scope on instance to entendu_app using (scope_is_inside()) with check (scope_is_inside());
--> statement-breakpoint
grant select, insert, update on instance to entendu_app;
