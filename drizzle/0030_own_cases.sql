-- As 0018 for the tables a case is made of: through a link, an item, a message, a step and a file name a case, an
-- invoice, a line and a message of their own customer only.
create procedure names_own(t regclass, key text, parent regclass) language plpgsql as $$
begin
	execute format(
		'create policy %I on %s as restrictive for insert to entendu_app with check (not scope_is_outside() or %I is null or exists (select from %s p where p.organisation_id = %s.organisation_id and p.id = %s.%I and p.customer_id = %s.customer_id))',
		'own_' || key, t, key, parent, t, t, key, t
	);
end $$;
--> statement-breakpoint
call names_own('dispute_item', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('dispute_item', 'invoice_id', 'invoice');
--> statement-breakpoint
call names_own('dispute_item', 'invoice_line_id', 'invoice_line');
--> statement-breakpoint
call names_own('message', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('dispute_transition', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('attachment', 'message_id', 'message');
--> statement-breakpoint
drop procedure names_own;
--> statement-breakpoint
-- What its customer took out of a case is not shown any more to whoever is asked about it. The customer reads
-- his own papers whatever his cases are about.
create or replace function scope_case_invoices() returns uuid[] language sql stable as
$$ select coalesce(array_agg(i.invoice_id), '{}') from dispute_item i
	where i.organisation_id = scope_organisation() and i.dispute_id = scope_dispute() and i.replaced_at is null $$;
