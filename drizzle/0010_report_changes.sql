-- What is heard of a text or a letter after it left is a fact of the decisions about its customer: whether
-- it was a contact, whether his number takes texts. An e-mail that comes back marks its contact besides.
create function note_reported() returns trigger language plpgsql as $$
begin
	insert into customer_change (organisation_id, customer_id)
	select distinct d.organisation_id, d.customer_id
	from new_rows r join delivery d on d.organisation_id = r.organisation_id and d.id = r.delivery_id
	where d.channel in ('sms', 'post') and d.customer_id is not null;
	return null;
end $$;
--> statement-breakpoint
create trigger note_insert after insert on delivery_report referencing new table as new_rows for each statement execute function note_reported();
--> statement-breakpoint
-- That a number takes texts after all is kept in the audit alone. One row at a time: it is rare, and what is
-- written by the thousand is not looked through for it.
create function note_cleared() returns trigger language plpgsql as $$
begin
	insert into customer_change (organisation_id, customer_id) values (new.organisation_id, new.customer_id);
	return null;
end $$;
--> statement-breakpoint
create trigger note_cleared after insert on audit_event for each row
	when (new.action = 'contact.number_cleared' and new.customer_id is not null) execute function note_cleared();
