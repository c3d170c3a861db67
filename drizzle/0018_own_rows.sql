-- Through a link a row names a case, an invoice, a claim or a message of its own customer only: the keys know
-- the organisation, and another customer of it has cases too. What is asked here is asked as whoever writes.
create procedure names_own(t regclass, key text, parent regclass) language plpgsql as $$
begin
	execute format(
		'create policy %I on %s as restrictive for insert to entendu_app with check (not scope_is_outside() or %I is null or exists (select from %s p where p.organisation_id = %s.organisation_id and p.id = %s.%I and p.customer_id = %s.customer_id))',
		'own_' || key, t, key, parent, t, t, key, t
	);
end $$;
--> statement-breakpoint
call names_own('dispute_follower', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('dispute_amendment', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('known_answer', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('known_answer', 'invoice_id', 'invoice');
--> statement-breakpoint
call names_own('proposal_answer', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('proposal_answer', 'proposal_id', 'proposal');
--> statement-breakpoint
call names_own('satisfaction', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('payment_claim_item', 'payment_claim_id', 'payment_claim');
--> statement-breakpoint
call names_own('payment_claim_item', 'invoice_id', 'invoice');
--> statement-breakpoint
call names_own('attachment', 'dispute_id', 'dispute');
--> statement-breakpoint
call names_own('attachment', 'payment_claim_id', 'payment_claim');
--> statement-breakpoint
call names_own('attachment', 'account_message_id', 'account_message');
--> statement-breakpoint
drop procedure names_own;
--> statement-breakpoint
-- Said from outside, it is neither answered nor handled yet.
create policy narrow_insert on payment_claim as restrictive for insert to entendu_app
	with check (not scope_is_outside() or (verdict is null and decided_at is null and decided_by is null and decision_note = ''));
--> statement-breakpoint
create policy narrow_insert on account_message as restrictive for insert to entendu_app
	with check (not scope_is_outside() or (handled_at is null and handled_by is null));
