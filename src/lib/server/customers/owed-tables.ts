import { sql, type SQL } from 'drizzle-orm';
import { AGING_BUCKETS } from '$lib/domain/receivables/aging';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contestedTable } from '../disputes/contested-table';
import { openInvoiceTable } from '../invoices/open-table';
import { unusedCredits } from '../payments/settled-tables';

/** As `agingBucket` of domain/receivables, for a whole ledger at once. */
const bucket = ({ today }: Unit<InsideScope>): SQL => sql`case
	when due_on is null or due_on >= ${today}::date then 'not_due'
	when ${today}::date - due_on <= 30 then 'days_1_30'
	when ${today}::date - due_on <= 60 then 'days_31_60'
	when ${today}::date - due_on <= 90 then 'days_61_90'
	else 'over_90' end`;

const ages = sql.join(
	AGING_BUCKETS.map(
		(name) =>
			sql`coalesce(sum(open - disputed) filter (where age = ${name}), 0) as ${sql.raw(name)}`
	),
	sql`, `
);

/** `balance`: what each customer owes, per currency; what is contested stands beside the ages, not in them. */
export const balances = (unit: Unit<InsideScope>, reason: string): SQL => sql`
	part as (
		select customer_id, currency, open, ${bucket(unit)} as age, reasons,
			case when whole then open else least(open, coalesce(claimed, 0)) end as disputed
		from ${openInvoiceTable(unit)} unpaid
		left join ${contestedTable(unit)} contested on contested.invoice_id = unpaid.id
	),
	owed as (
		select customer_id, currency, sum(open) as open, sum(disputed) as disputed, ${ages},
			coalesce(sum(open - disputed) filter (where age <> 'not_due'), 0) as late,
			coalesce(bool_or(disputed > 0 and ${reason} = any(reasons)), false) as of_reason
		from part group by 1, 2
	),
	balance as materialized (
		select owed.*, greatest(0, late - coalesce(credit.minor, 0)) as overdue
		from owed left join ${unusedCredits(unit)} credit using (customer_id, currency)
	)`;

/** Figures of a balance, by the names they have outside. */
export const FIGURES = ['open', 'overdue', 'disputed', ...AGING_BUCKETS] as const;
export type Figure = (typeof FIGURES)[number];

/** Minor units travel as text: JSON knows no integers that large. */
export const figuresAsJson = (value: (figure: Figure) => SQL): SQL =>
	sql`jsonb_build_object('currency', currency, ${sql.join(
		FIGURES.map((figure) => sql`${sql.raw(`'${figure}'`)}, (${value(figure)})::text`),
		sql`, `
	)})`;
