import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import {
	decidedWith,
	dueAgainMinor,
	onHoldMinor,
	type DueDay
} from '$lib/domain/disputes/left-of-case';
import { money, type Money } from '$lib/domain/money';
import {
	partsOf,
	disputedMinor,
	payableMinor,
	splitOpen,
	type Suspended
} from '$lib/domain/receivables/open-items';
import type { Scope } from '../auth/scope';
import { holdsOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { openInvoicesOfCustomer } from '../invoices/portal-queries';
import type { PromiseReader } from '../promises/made-promises';
import { openPromises } from '../promises/open-promises';
import type { Case } from './case-queries';
import { activeClaims, type ActiveClaim } from './queries';

export interface StillDue {
	stillDue: Money;
	/** Beside it, what is promised of the same invoices: neither asked for nor forgotten. */
	promised: Money;
	/** What other cases contest of them, and what he says he paid: the same. */
	elsewhere: Money;
	held: Money;
	/** Ids of the invoices on which something is due. */
	payable: string[];
	/** Ids of the invoices of which something is open that nobody contests. */
	disputable: string[];
	/** The first day on which some of it is, or was, due; null = none is known. */
	dueOn: LocalDate | null;
	/** What of it falls on which day, the first one first; what has no day is in none. */
	days: DueDay[];
	/** Of it, what the decision of this case did not accept; null where that is nothing. */
	dueAgain: Money | null;
	/** What this case contests, without what earlier rounds credited, as far as it is open. */
	onHold: Money;
}

/**
 * What is still asked for of the invoices of a case: what nobody contests, in this case or another, or no
 * longer since it was decided, and nobody promised or said to have paid.
 * @param closing the case itself contests nothing any more
 */
export const stillDueOf = (
	unit: Unit<PromiseReader>,
	about: Case,
	closing = false
): Promise<StillDue> => dueGiven(unit, about, (own) => (closing ? [] : own));

/** The same, if the case were decided now, accepting so much. */
export const stillDueIf = (
	unit: Unit<PromiseReader>,
	about: Case,
	acceptedMinor: bigint
): Promise<StillDue> => dueGiven(unit, about, (own) => decidedWith(own, acceptedMinor));

/** What would be payable again then; null where nothing is. */
export async function dueAgainIf(
	unit: Unit<PromiseReader>,
	about: Case,
	acceptedMinor: bigint
): Promise<Money | null> {
	return (await stillDueIf(unit, about, acceptedMinor)).dueAgain;
}

async function dueGiven(
	unit: Unit<PromiseReader>,
	{ dispute, items, claimed }: Case,
	ownOf: (own: ActiveClaim[]) => ActiveClaim[]
): Promise<StillDue> {
	const { customerId, reference } = dispute;
	const active = await activeClaims(unit, { customerId });
	const ofCase = ownOf(active.filter((claim) => claim.reference === reference));
	const claims = [...active.filter((claim) => claim.reference !== reference), ...ofCase];
	const byInvoice = groupBy(claims, ({ invoiceId }) => invoiceId);
	const promises = await openPromises(unit, customerId);
	const pauses = await holdsOf(unit, customerId);
	const open = (await openInvoicesOfCustomer(unit, customerId)).filter(({ id }) =>
		items.some(({ invoiceId }) => invoiceId === id)
	);
	const due = open.map(({ id, dueOn, openMinor }) => {
		const rests = partsOf(pauses.filter((one) => one.invoiceId === id));
		const around = { promisedMinor: promises.get(id)?.minor ?? 0n, rests };
		const about = byInvoice.get(id) ?? [];
		return { id, dueOn, ...dueOf(openMinor, about, { reference, around }) };
	});
	const isDisputable = ({ id, openMinor }: (typeof open)[number]) =>
		disputedMinor(openMinor, byInvoice.get(id) ?? []) < openMinor;
	const openOf = (id: string) => open.find((invoice) => invoice.id === id)?.openMinor ?? 0n;
	const { currency } = claimed;
	const again = sumOf(due.map(({ againMinor }) => againMinor));
	return {
		...payableOf(due, currency),
		disputable: open.filter(isDisputable).map(({ id }) => id),
		promised: money(sumOf(due.map(({ promisedMinor }) => promisedMinor)), currency),
		elsewhere: money(sumOf(due.map(({ elsewhereMinor }) => elsewhereMinor)), currency),
		held: money(sumOf(due.map(({ heldMinor }) => heldMinor)), currency),
		dueAgain: again > 0n ? money(again, currency) : null,
		onHold: money(onHoldMinor(ofCase, openOf), currency)
	};
}

interface InvoiceDue {
	id: string;
	dueOn: LocalDate | null;
	minor: bigint;
}

function payableOf(all: readonly InvoiceDue[], currency: string) {
	const due = all.filter(({ minor }) => minor > 0n);
	return {
		stillDue: money(sumOf(due.map(({ minor }) => minor)), currency),
		payable: due.map(({ id }) => id),
		...daysOf(due, currency)
	};
}

function daysOf(due: readonly InvoiceDue[], currency: string) {
	const dated = due.flatMap(({ dueOn, minor }) => (dueOn ? [{ dueOn, minor }] : []));
	const days = [...groupBy(dated, ({ dueOn }) => dueOn)]
		.map(([dueOn, all]) => ({
			dueOn,
			amount: money(sumOf(all.map(({ minor }) => minor)), currency)
		}))
		.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	return { days, dueOn: days[0]?.dueOn ?? null };
}

interface Lying {
	/** Of the case. */
	reference: string;
	around: Omit<Suspended, 'disputedMinor'>;
}

/** Of one invoice: what is due, and what of it the decision of the case made so. */
function dueOf(openMinor: bigint, claims: readonly ActiveClaim[], { reference, around }: Lying) {
	const contested = openMinor - payableMinor(openMinor, claims);
	const own = claims.filter((claim) => claim.reference === reference);
	const others = claims.filter((claim) => claim.reference !== reference);
	const parts = splitOpen(openMinor, { ...around, disputedMinor: contested });
	return {
		minor: parts.dueMinor,
		promisedMinor: parts.promisedMinor,
		elsewhereMinor: openMinor - payableMinor(openMinor, others),
		heldMinor: parts.heldMinor,
		againMinor: dueAgainMinor(openMinor, own, { others, ...around })
	};
}

const sumOf = (minors: readonly bigint[]): bigint => minors.reduce((sum, one) => sum + one, 0n);

/** How much of an open invoice other cases contest: it is not due because this one ends. */
export async function contestedElsewhere(
	unit: Unit<Scope>,
	{ dispute, items }: Pick<Case, 'dispute' | 'items'>
): Promise<(invoice: { id: string; openMinor: bigint }) => bigint> {
	const invoiceIds = items.map(({ invoiceId }) => invoiceId);
	const others = await activeClaims(unit, { invoiceIds, exceptCase: dispute.id });
	return ({ id, openMinor }) =>
		disputedMinor(
			openMinor,
			others.filter(({ invoiceId }) => invoiceId === id)
		);
}

/** How much of an open invoice is due whatever comes out of its cases; once decided, what they refused is. */
export async function dueWhateverComes(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<(invoice: { id: string; openMinor: bigint }) => bigint> {
	const claims = await activeClaims(unit, { invoiceIds });
	return ({ id, openMinor }) =>
		payableMinor(
			openMinor,
			claims.filter(({ invoiceId }) => invoiceId === id)
		);
}
