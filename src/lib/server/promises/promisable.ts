import { totals } from '$lib/domain/money';
import { MOST_LISTED } from '$lib/domain/receivables/at-once';
import { sumsKey } from '$lib/domain/receivables/every';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { portalAccount } from '../invoices/portal-account';
import type { ShownInvoice } from '../invoices/portal-states';
import { madePromises } from './made-promises';
import { promiseTerms } from './queries';
import { takenBackAmong } from './taken-back';

/** What a customer may promise by himself, and what a formal notice withholds. */
export async function promisableOf(unit: Unit<PortalScope>, withheld: ReadonlySet<string>) {
	const { open } = await portalAccount(unit);
	const { customerId } = unit.scope;
	const before = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	const isTakenBack = takenBackAmong(unit, before);
	const free = open
		.filter(({ state }) => state !== 'covered')
		.map((invoice) => promisable(invoice, isTakenBack(invoice.id)))
		.filter(({ freeMinor }) => freeMinor > 0n);
	return {
		free: free.filter(({ id }) => !withheld.has(id)),
		withheld: free.filter(({ id }) => withheld.has(id)).map(({ id, number }) => ({ id, number })),
		/** What he promised before. */
		made: before
	};
}

const promisable = (invoice: ShownInvoice, wasTakenBack: boolean) => ({
	...{ id: invoice.id, number: invoice.number, currency: invoice.currency },
	...{ dueOn: invoice.dueOn, daysLate: invoice.daysLate },
	/** He says it is paid: nobody expects a promise about it. */
	saidPaid: invoice.pause?.kind === 'payment_announced',
	/** Promised and taken back too often: somebody decides about the next date. */
	wasTakenBack,
	/** Neither contested nor promised yet, nor the part he says to have paid. */
	freeMinor: invoice.promisableMinor
});
export type Promisable = ReturnType<typeof promisable>;

/** Where nothing was named: what is late, or else everything; never what he says to have paid. */
export function usual(free: readonly Promisable[]): Promisable[] {
	const unpaid = free.filter(({ saidPaid }) => !saidPaid);
	const late = unpaid.filter(({ daysLate }) => daysLate > 0);
	return late.length > 0 ? late : unpaid;
}

/** What one tick of the form promises, by id: an invoice, or everything at once. */
export const choicesIn = (
	free: readonly Promisable[],
	{ invoices, every }: ReturnType<typeof offeredToPromise>
): string[][] => (every ? [usual(free).map(({ id }) => id)] : invoices.map(({ id }) => [id]));

/** What the form lists of it: all of a small account; of a large one what was named, or the sum of the usual. */
export function offeredToPromise(free: readonly Promisable[], invoiceIds: readonly string[]) {
	const asked = new Set(invoiceIds);
	const named = free.filter(({ id }) => asked.has(id));
	const isAll = free.length <= MOST_LISTED;
	const due = usual(free);
	const isWhole = !isAll && invoiceIds.length === 0 && due.length > 0;
	return {
		invoices: isAll ? [...free] : named,
		isAll,
		/** Ids of those that are ticked. */
		chosen: (invoiceIds.length > 0 ? named : isAll ? due : []).map(({ id }) => id),
		every: isWhole ? everyOf(due) : null
	};
}

function everyOf(invoices: readonly Promisable[]) {
	const sums = totals(invoices.map(({ freeMinor: minor, currency }) => ({ minor, currency })));
	return {
		count: invoices.length,
		isLate: invoices.some(({ daysLate }) => daysLate > 0),
		wasTakenBack: invoices.some(({ wasTakenBack }) => wasTakenBack),
		sums,
		/** What was shown, to be sent along: another sum is shown first. */
		key: sumsKey(sums)
	};
}
