-- As 0018 for what was there before and is written through links: a promise and a pause name invoices and
-- statements of their own customer only, and what is said from outside is not agreed to yet.
create procedure names_own(t regclass, key text, parent regclass) language plpgsql as $$
begin
	execute format(
		'create policy %I on %s as restrictive for insert to entendu_app with check (not scope_is_outside() or %I is null or exists (select from %s p where p.organisation_id = %s.organisation_id and p.id = %s.%I and p.customer_id = %s.customer_id))',
		'own_' || key, t, key, parent, t, t, key, t
	);
end $$;
--> statement-breakpoint
call names_own('promise_item', 'promise_id', 'promise');
--> statement-breakpoint
call names_own('promise_item', 'invoice_id', 'invoice');
--> statement-breakpoint
call names_own('hold', 'invoice_id', 'invoice');
--> statement-breakpoint
call names_own('hold', 'payment_claim_id', 'payment_claim');
--> statement-breakpoint
drop procedure names_own;
--> statement-breakpoint
create policy narrow_insert on promise as restrictive for insert to entendu_app
	with check (not scope_is_outside() or (verdict is null and decided_at is null and decided_by is null and decision_note = '' and withdrawn_at is null));
