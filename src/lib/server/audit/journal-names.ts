import type { InsideScope } from '../auth/scope';
import { customersByIds } from '../customers/queries';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { referencesOf } from '../disputes/named-cases';
import { numberedInvoices } from '../invoices/queries';
import { everyUser } from '../settings/queries';
import type { JournalEvent } from './journal';

interface Named {
	/** What people call it; null where it has no name of its own. */
	name: string | null;
	/** Where whoever reads the trail may read it. */
	href: string | null;
	customer: { code: string; name: string } | null;
}

/** What events were about: cases by their reference, invoices by their number, people and customers by name. */
export async function namesOf(unit: Unit<InsideScope>, events: readonly JournalEvent[]) {
	const idsOf = (kind: string) => [
		...new Set(
			events.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId)
		)
	];
	const customers = await customersOf(unit, events);
	const names = new Map([
		...(await caseNames(unit, idsOf('dispute'))),
		...(await invoiceNames(unit, idsOf('invoice'))),
		...(await userNames(unit)),
		...[...customers].map(([id, { name, code }]) => [id, { name, href: toCustomer(code) }] as const)
	]);
	return ({ subjectId, customerId }: JournalEvent): Named => ({
		...(names.get(subjectId) ?? { name: null, href: null }),
		customer: (customerId && customers.get(customerId)) || null
	});
}

const toCustomer = (code: string) => `/customers/${encodeURIComponent(code)}`;

async function customersOf(unit: Unit<InsideScope>, events: readonly JournalEvent[]) {
	const ids = [...new Set(events.flatMap(({ customerId }) => customerId ?? []))];
	const rows = ids.length ? await customersByIds(unit, ids) : [];
	return new Map(rows.map(({ id, code, name }) => [id, { code, name }]));
}

type Names = [string, { name: string; href: string | null }][];

const caseNames = async (unit: Unit<InsideScope>, ids: readonly string[]): Promise<Names> =>
	[...(await referencesOf(unit, ids))].map(([id, reference]) => [
		id,
		{ name: reference, href: `/disputes/${reference}` }
	]);

async function invoiceNames(unit: Unit<InsideScope>, ids: readonly string[]): Promise<Names> {
	const invoice = numberedInvoices(unit);
	const rows = await unit.tx
		.select({ id: invoice.id, number: invoice.number })
		.from(invoice)
		.where(among(invoice.id, ids));
	return rows.map(({ id, number }) => [id, { name: number, href: `/invoices/${id}` }]);
}

const userNames = async (unit: Unit<InsideScope>): Promise<Names> =>
	(await everyUser(unit)).map(({ id, name }) => [id, { name, href: null }]);
