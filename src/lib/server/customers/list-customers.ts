import { money, type Money } from '$lib/domain/money';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { balancesOf, customersWithInvoice, openInvoices } from '../invoices/queries';
import { groupBy } from '$lib/domain/group-by';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { findCustomers, holdsInForce, type Customer } from './queries';

export const CUSTOMER_VIEWS = ['all', 'overdue', 'disputed', 'held'] as const;
export const CUSTOMER_SORTS = ['overdue', 'open', 'disputed', 'name'] as const;
const PAGE = 25;

export interface CustomerFilter {
	q: string;
	view: (typeof CUSTOMER_VIEWS)[number];
	sort: (typeof CUSTOMER_SORTS)[number];
	page: number;
}

export interface CustomerLine {
	code: string;
	name: string;
	open: Money[];
	/** Past due, less what is contested of it and what was received without an invoice. */
	overdue: Money[];
	disputed: Money[];
	/** The whole customer is in dispute. */
	inDispute: boolean;
	held: boolean;
}

export async function listCustomers(unit: Unit<InsideScope>, filter: CustomerFilter) {
	const found = await searched(unit, filter.q);
	const lines = await withBalances(unit, found);
	const shown = lines.filter((line) => isIn(line, filter.view)).sort(by(filter.sort));
	return {
		rows: shown.slice((filter.page - 1) * PAGE, filter.page * PAGE),
		total: shown.length,
		pages: Math.max(1, Math.ceil(shown.length / PAGE)),
		views: Object.fromEntries(
			CUSTOMER_VIEWS.map((view) => [view, lines.filter((line) => isIn(line, view)).length])
		) as Record<CustomerFilter['view'], number>
	};
}

/** By name, code, or the number of one of its invoices. */
async function searched(unit: Unit<InsideScope>, q: string): Promise<Customer[]> {
	if (!q) return findCustomers(unit);
	const ids = (await customersWithInvoice(unit, q)).map((row) => row.customerId);
	return findCustomers(unit, { text: q, ids });
}

async function withBalances(
	unit: Unit<InsideScope>,
	customers: Customer[]
): Promise<CustomerLine[]> {
	const balances = groupBy(await balancesOf(unit), (balance) => balance.customerId);
	const disputed = await disputedByCustomer(unit);
	const credits = await unallocatedCreditsOf(
		unit,
		customers.map(({ id }) => id)
	);
	const holds = groupBy(await holdsInForce(unit), (hold) => hold.customerId);
	return customers.map(({ id, code, name }) => {
		const own = balances.get(id) ?? [];
		const pauses = holds.get(id) ?? [];
		return {
			code,
			name,
			open: own.map(({ currency, openMinor }) => money(openMinor, currency)),
			overdue: overdueOf(own, disputed.late.get(id), credits.get(id) ?? []),
			disputed: amountsIn(disputed.all.get(id)),
			inDispute: pauses.some((hold) => hold.kind === 'customer_in_dispute'),
			held: pauses.length > 0
		};
	});
}

type Amounts = Map<string, bigint>;

const amountsIn = (amounts: Amounts = new Map()): Money[] =>
	[...amounts].map(([currency, minor]) => money(minor, currency));

/** What could be asked for today, but for pauses: the same figure as on the page of the customer. */
const overdueOf = (
	balances: readonly { currency: string; overdueMinor: bigint }[],
	contested: Amounts = new Map(),
	credits: readonly Money[]
): Money[] =>
	balances
		.map(({ currency, overdueMinor }) => {
			const credit = credits.find((each) => each.currency === currency)?.minor ?? 0n;
			return money(overdueMinor - (contested.get(currency) ?? 0n) - credit, currency);
		})
		.filter(({ minor }) => minor > 0n);

/** Customer → currency → amount, of all of it and of what is past due; never more than an invoice still owes. */
async function disputedByCustomer(unit: Unit<InsideScope>) {
	const claims = groupBy(await activeClaims(unit), (claim) => claim.invoiceId);
	const all = new Map<string, Amounts>();
	const late = new Map<string, Amounts>();
	for (const invoice of claims.size
		? await openInvoices(unit, { invoiceIds: [...claims.keys()] })
		: []) {
		const disputed = disputedMinor(invoice.openMinor, claims.get(invoice.id) ?? []);
		if (disputed === 0n) continue;
		add(all, invoice, disputed);
		if (invoice.dueOn && invoice.dueOn < unit.today) add(late, invoice, disputed);
	}
	return { all, late };
}

function add(
	to: Map<string, Amounts>,
	{ customerId, currency }: { customerId: string; currency: string },
	minor: bigint
): void {
	const own = to.get(customerId) ?? new Map<string, bigint>();
	to.set(customerId, own.set(currency, (own.get(currency) ?? 0n) + minor));
}

const isIn = (line: CustomerLine, view: CustomerFilter['view']): boolean =>
	view === 'all' ||
	(view === 'overdue' && line.overdue.length > 0) ||
	(view === 'disputed' && (line.disputed.length > 0 || line.inDispute)) ||
	(view === 'held' && line.held);

/** Currencies are not compared with each other: the first one of a customer ranks it. */
const rank = (amounts: Money[]): bigint => amounts[0]?.minor ?? 0n;

function by(sort: CustomerFilter['sort']) {
	return (a: CustomerLine, b: CustomerLine): number => {
		const difference = sort === 'name' ? 0n : rank(b[sort]) - rank(a[sort]);
		return difference === 0n ? a.name.localeCompare(b.name) : difference > 0n ? 1 : -1;
	};
}
