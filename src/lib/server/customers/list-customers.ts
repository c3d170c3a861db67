import { sql, type SQL } from 'drizzle-orm';
import { money, type Money } from '$lib/domain/money';
import { AGING_BUCKETS, type AgingBucket } from '$lib/domain/receivables/aging';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer, hold } from '../db/schema/customers';
import { organisationOf } from '../settings/queries';
import { CUSTOMER_VIEWS, type OwedFilter } from './owed-filter';
import { isShown, whichCustomers } from './owed-narrowed';
import { balances, FIGURES, figuresAsJson, type Figure } from './owed-tables';
import { inForceOn } from './queries';

const PAGE = 25;

/** What is owed in one currency: the ages are of what is not contested, so that they and `disputed` are `open`. */
export interface Owed {
	currency: string;
	openMinor: bigint;
	/** Past due, less what is contested of it and what was received without an invoice. */
	overdueMinor: bigint;
	disputedMinor: bigint;
	ages: Record<AgingBucket, bigint>;
}

export interface CustomerLine {
	id: string;
	code: string;
	name: string;
	/** Named for the account; null = whoever looks after all the others. */
	officerId: string | null;
	owed: Owed[];
	open: Money[];
	overdue: Money[];
	disputed: Money[];
	/** The whole customer is in dispute. */
	inDispute: boolean;
	held: boolean;
}

type Texts = { currency: string } & Record<Figure, string>;
interface Listed extends Record<string, unknown> {
	views: Record<OwedFilter['view'], number>;
	total: number;
	sums: Texts[] | null;
	rows:
		| {
				id: string;
				code: string;
				name: string;
				officer: string | null;
				owed: Texts[] | null;
				in_dispute: boolean;
				held: boolean;
		  }[]
		| null;
}

/** Who owes what: one page of it, or all for a file, and the sums of everything that is shown, by currency. */
export async function listCustomers(
	unit: Unit<DeskScope>,
	filter: OwedFilter,
	{ whole = false } = {}
) {
	const limit = whole ? sql`` : sql`limit ${PAGE} offset ${(filter.page - 1) * PAGE}`;
	const { rows } = await unit.tx.execute<Listed>(await statement(unit, filter, limit));
	const { views, total, sums, rows: found } = rows[0]!;
	return {
		rows: (found ?? []).map(lineOf),
		totals: (sums ?? []).map(owedOf),
		total,
		pages: Math.max(1, Math.ceil(total / PAGE)),
		views
	};
}

async function statement(unit: Unit<DeskScope>, filter: OwedFilter, limit: SQL): Promise<SQL> {
	const { currency } = await organisationOf(unit);
	return sql`
		with ${balances(unit, filter.reason)},
		paused as (
			select customer_id, bool_or(kind = 'customer_in_dispute') as in_dispute from ${hold}
			where ${inForceOn(unit, unit.today)} group by 1
		),
		account as (
			select customer_id, bool_or(overdue > 0) as is_overdue, bool_or(disputed > 0) as is_disputed,
				bool_or(of_reason) as of_reason, ${ranks(currency)},
				jsonb_agg(${figuresAsJson((figure) => sql.raw(figure))} order by currency <> ${currency}, currency) as owed
			from balance group by 1
		),
		listed as materialized (
			select ${customer.id} as id, ${customer.code} as code, ${customer.name} as name, ${customer.collectorId} as officer,
				account.owed, ${RANKS}, coalesce(in_dispute, false) as in_dispute, paused.customer_id is not null as is_held,
				coalesce(is_overdue, false) as is_overdue, coalesce(is_disputed or in_dispute, in_dispute, false) as is_disputed,
				coalesce(of_reason, false) as of_reason
			from ${customer} left join account on account.customer_id = ${customer.id}
			left join paused on paused.customer_id = ${customer.id}
			where ${whichCustomers(unit, filter)}
		),
		shown as (select * from listed where ${isShown(filter)})
		select (select jsonb_build_object(${counts}) from listed) as views,
			(select count(*)::int from shown) as total,
			(select jsonb_agg(sum order by sum ->> 'currency' <> ${currency}, sum ->> 'currency') from (
				select ${figuresAsJson((figure) => sql`sum(${sql.raw(figure)})`)} as sum
				from balance where customer_id in (select id from shown) group by currency) sums) as sums,
			(select jsonb_agg(to_jsonb(page) order by place) from (
				select id, code, name, officer, owed, in_dispute, is_held as held, row_number() over (order by ${order(filter.sort)}) as place
				from shown order by place ${limit}) page) as rows`;
}

const RANKED = ['overdue', 'open', 'disputed', 'over_90'] as const;

/** Currencies are not compared with each other: that of the house ranks a customer, another only those without it. */
const ranks = (currency: string): SQL =>
	sql.join(
		RANKED.map(
			(
				figure
			) => sql`coalesce(sum(${sql.raw(figure)}) filter (where currency = ${currency}), 0) as ${sql.raw(`${figure}_house`)},
				coalesce(max(${sql.raw(figure)}) filter (where currency <> ${currency}), 0) as ${sql.raw(`${figure}_other`)}`
		),
		sql`, `
	);
const RANKS = sql.raw(
	RANKED.flatMap((figure) => [`${figure}_house`, `${figure}_other`]).join(', ')
);

function order(sort: OwedFilter['sort']): SQL {
	if (sort === 'name') return sql`name, code`;
	const figure = sort === 'oldest' ? 'over_90' : sort;
	return sql.raw(
		`coalesce(${figure}_house, 0) desc, coalesce(${figure}_other, 0) desc, name, code`
	);
}

const counts = sql.raw(
	CUSTOMER_VIEWS.map((view) =>
		view === 'all' ? `'all', count(*)` : `'${view}', count(*) filter (where is_${view})`
	).join(', ')
);

const owedOf = (texts: Texts): Owed => {
	const figure = Object.fromEntries(FIGURES.map((name) => [name, BigInt(texts[name])])) as Record<
		Figure,
		bigint
	>;
	return {
		currency: texts.currency,
		openMinor: figure.open,
		overdueMinor: figure.overdue,
		disputedMinor: figure.disputed,
		ages: Object.fromEntries(AGING_BUCKETS.map((age) => [age, figure[age]])) as Owed['ages']
	};
};

function lineOf(row: NonNullable<Listed['rows']>[number]): CustomerLine {
	const owed = (row.owed ?? []).map(owedOf);
	const amounts = (of: 'openMinor' | 'overdueMinor' | 'disputedMinor') =>
		owed.filter((each) => each[of] > 0n).map((each) => money(each[of], each.currency));
	return {
		id: row.id,
		code: row.code,
		name: row.name,
		officerId: row.officer,
		owed,
		open: amounts('openMinor'),
		overdue: amounts('overdueMinor'),
		disputed: amounts('disputedMinor'),
		inDispute: row.in_dispute,
		held: row.held
	};
}
