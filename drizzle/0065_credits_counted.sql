-- What a case was given of a credit note: a larger one, sent by the books, counts for no more than was granted.
ALTER TABLE "credit_note" ADD COLUMN "credited_minor" bigint;--> statement-breakpoint
CREATE INDEX "credit_request_open" ON "credit_request" USING btree ("organisation_id","id") WHERE posted_at is null and withdrawn_at is null;--> statement-breakpoint
-- The rows there are: their owner sees them while the policies are not forced, until the end of this transaction.
-- What was decided before requests were written down, and is not carried out yet, is asked for like the rest.
do $$ declare t text; begin
	foreach t in array array['credit_note', 'credit_request', 'dispute', 'dispute_item', 'resolution', 'reason', 'invoice', 'invoice_line'] loop
		execute format('alter table %I no force row level security', t);
	end loop;
	update credit_note n set credited_minor = least(n.total_minor, coalesce((
		select sum(q.amount_minor) from credit_request q
		where q.organisation_id = n.organisation_id and q.dispute_id = n.dispute_id and q.credit_note_number = n.number), n.total_minor))
	where n.dispute_id is not null;
	insert into credit_request (organisation_id, id, customer_id, dispute_id, resolution_id, amount_minor, currency, reason_code, why, parts, asked_at, asked_by_name)
	select r.organisation_id, r.id, d.customer_id, d.id, r.id, r.accepted_minor, given.currency, reason.canonical_code, r.explanation,
		coalesce(given.parts, '[]'), r.decided_at, r.decided_by_name
	from dispute d
	join reason on reason.organisation_id = d.organisation_id and reason.id = d.reason_id
	join lateral (
		select x.* from resolution x where x.organisation_id = d.organisation_id and x.dispute_id = d.id
		order by x.id desc limit 1) r on true
	join lateral (
		select coalesce(sum(n.credited_minor), 0) as minor from credit_note n
		where n.organisation_id = d.organisation_id and n.dispute_id = d.id) credited on true
	join lateral (
		select min(part.currency) as currency, jsonb_agg(jsonb_build_object(
			'invoiceId', part.invoice_id, 'invoiceNumber', part.number, 'description', part.description,
			'quantity', part.quantity, 'amountMinor', part.minor::bigint::text) order by part.id) filter (where part.minor > 0) as parts
		from (
			select i.id, i.currency, i.invoice_id, v.number, coalesce(l.description, '') as description,
				coalesce(i.claimed_quantity::text, '') as quantity,
				coalesce(i.accepted_minor, 0) - greatest(0, least(i.claimed_minor, credited.minor - coalesce(
					sum(i.claimed_minor) over (order by i.id rows between unbounded preceding and 1 preceding), 0))) as minor
			from dispute_item i
			join invoice v on v.organisation_id = i.organisation_id and v.id = i.invoice_id
			left join invoice_line l on l.organisation_id = i.organisation_id and l.id = i.invoice_line_id
			where i.organisation_id = d.organisation_id and i.dispute_id = d.id and i.replaced_at is null) part) given on given.currency is not null
	where d.status in ('decided', 'implementing') and r.accepted_minor > 0
		and not exists (select from credit_request q where q.organisation_id = r.organisation_id and q.resolution_id = r.id);
	foreach t in array array['credit_note', 'credit_request', 'dispute', 'dispute_item', 'resolution', 'reason', 'invoice', 'invoice_line'] loop
		execute format('alter table %I force row level security', t);
	end loop;
end $$;
--> statement-breakpoint
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_credited" CHECK ((dispute_id is null) = (credited_minor is null));
