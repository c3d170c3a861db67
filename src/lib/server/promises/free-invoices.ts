import { groupBy } from '$lib/domain/group-by';
import { leftMinor } from '$lib/domain/promises/standing';
import { payableMinor, promisableMinor } from '$lib/domain/receivables/open-items';
import { holdsOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { openInvoices, type InvoiceBalance } from '../invoices/queries';
import { madePromises, type MadePromise, type PromiseReader } from './made-promises';
import { promiseTerms } from './queries';

/** An open invoice with what nobody contests, promised or said to have paid of it yet, minor units. */
export interface FreeInvoice {
	invoice: InvoiceBalance;
	freeMinor: bigint;
}

export interface BeforePromise {
	invoices: readonly FreeInvoice[];
	/** Promises of the customer, as they stand. */
	made: readonly MadePromise[];
}

/** The case that ends with the promise, by its reference: what it claims is free then. */
interface Beside {
	case?: string | undefined;
}

/** What a promise may be about: the invoices are held until the transaction ends, the oldest due date first. */
export const lockFreeInvoices = async (
	unit: Unit<PromiseReader>,
	customerId: string,
	beside: Beside = {}
): Promise<BeforePromise> =>
	freeAmong(unit, customerId, await lockInvoices(unit, { customerId }), beside);

/** The same, looked at without holding anything. */
export const freeInvoices = async (
	unit: Unit<PromiseReader>,
	customerId: string,
	beside: Beside = {}
): Promise<BeforePromise> =>
	freeAmong(unit, customerId, await openInvoices(unit, { customerId, onlyOpen: true }), beside);

async function freeAmong(
	unit: Unit<PromiseReader>,
	customerId: string,
	invoices: readonly InvoiceBalance[],
	beside: Beside
): Promise<BeforePromise> {
	const open = invoices.filter(({ openMinor }) => openMinor > 0n);
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	const claims = await activeClaims(unit, { customerId });
	const contested = groupBy(
		claims.filter(({ reference }) => reference !== beside.case),
		({ invoiceId }) => invoiceId
	);
	const rests = groupBy(await holdsOf(unit, customerId), ({ invoiceId }) => invoiceId);
	const promised = promisedIn(made);
	const freeOf = ({ id, openMinor }: InvoiceBalance): bigint =>
		promisableMinor(openMinor, {
			disputedMinor: openMinor - payableMinor(openMinor, contested.get(id) ?? []),
			promisedMinor: promised.get(id) ?? 0n,
			rests: rests.get(id) ?? []
		});
	return {
		invoices: open
			.map((invoice) => ({ invoice, freeMinor: freeOf(invoice) }))
			.sort((a, b) => inTurn(a.invoice, b.invoice)),
		made
	};
}

/** What is waited for, by invoice. */
function promisedIn(made: readonly MadePromise[]): Map<string, bigint> {
	const promised = new Map<string, bigint>();
	const open = made.filter(({ standing }) => standing === 'open').flatMap(({ items }) => items);
	for (const item of open)
		promised.set(item.invoiceId, (promised.get(item.invoiceId) ?? 0n) + leftMinor(item));
	return promised;
}

/** Without due date last. */
const inTurn = (a: InvoiceBalance, b: InvoiceBalance): number =>
	(a.dueOn ?? '9') < (b.dueOn ?? '9')
		? -1
		: (a.dueOn ?? '9') > (b.dueOn ?? '9')
			? 1
			: a.number < b.number
				? -1
				: 1;
