import { asOwner } from '../../support/database';

export interface Truth {
	customerId: string;
	currency: string;
	openMinor: bigint;
	/** Open, and neither disputed, promised nor held. */
	mostMinor: bigint;
}

/** What may be asked of each invoice, by plain SQL and not by the engine. */
export async function truthOf(organisationId: string, today: string): Promise<Map<string, Truth>> {
	const rows = await asOwner<Record<'id' | 'customer_id' | 'currency' | 'open' | 'most', string>>(
		SQL,
		[organisationId, today]
	);
	return new Map(
		rows.map((row) => [
			row.id,
			{
				customerId: row.customer_id,
				currency: row.currency,
				openMinor: BigInt(row.open),
				mostMinor: BigInt(row.most)
			}
		])
	);
}

const SQL = `
	with sums as (
		select i.id, i.customer_id, i.currency,
			greatest(0, i.total_minor - coalesce((
				select sum(a.amount_minor) from allocation a where a.invoice_id = i.id), 0)) as open,
			coalesce((
				select sum(di.claimed_minor) from dispute_item di join dispute d on d.id = di.dispute_id
				where di.invoice_id = i.id and di.replaced_at is null
					and d.status not in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute')), 0) as disputed,
			coalesce((
				select sum(greatest(0, pi.amount_minor - greatest(0, coalesce((
					select sum(a.amount_minor) from allocation a where a.invoice_id = i.id), 0) - pi.settled_before_minor)))
				from promise_item pi join promise p on p.id = pi.promise_id
				where pi.invoice_id = i.id and p.withdrawn_at is null and p.due_on >= $2::date
					and (p.verdict = 'approved' or (p.verdict is null and p.beyond = '[]'))), 0) as promised,
			exists (
				select from hold h where h.customer_id = i.customer_id
					and coalesce(h.invoice_id, i.id) = i.id and h.contact_id is null
					and h.released_at is null and (h.until_on is null or h.until_on >= $2::date)) as held
		from invoice i where i.organisation_id = $1
	)
	select id, customer_id, currency, open::text,
		(case when held then 0 else greatest(0, open - disputed - promised) end)::text as most
	from sums`;
