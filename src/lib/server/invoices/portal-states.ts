import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMin } from '$lib/domain/money';
import {
	acceptedMinor,
	disputedMinor,
	payableMinor,
	offeredNamed,
	payableNamed,
	promisableMinor,
	splitOpen,
	type OpenParts,
	type Rest
} from '$lib/domain/receivables/open-items';
import type { QuietRest } from '../disputes/quiet-rests';
import { promisedUpTo, type PromisedSum } from '../promises/promised-sum';
import type { OpenInvoice } from './portal-queries';

export interface Pause extends Rest {
	invoiceId: string | null;
	kind: string;
	untilOn: LocalDate | null;
}
interface ClaimOnInvoice {
	invoiceId: string;
	reference: string;
	claimedMinor: bigint;
	holdsWholeInvoice: boolean;
	isDecided: boolean;
	refusedMinor: bigint;
}

/**
 * Covered: money received settles it, though nobody has booked that yet. Promised: nothing else of it is
 * asked for. A pause is a fact of its own.
 */
export type InvoiceState = 'settled' | 'disputed' | 'covered' | 'promised' | 'overdue' | 'upcoming';

/** What is known about the invoices of a customer besides themselves. */
export interface Around {
	claims: readonly ClaimOnInvoice[];
	pauses: readonly Pause[];
	/** By invoice. */
	promises: ReadonlyMap<string, PromisedSum>;
	/** By invoice, what did not come in time. */
	missed: ReadonlyMap<string, PromisedSum>;
	/** By invoice, what nobody reminds of since a case about it ended. */
	quiet: ReadonlyMap<string, readonly QuietRest[]>;
	today: LocalDate;
}

/** Pauses a customer is told about; the others are the creditor's own affair and change nothing he owes. */
const TOLD = ['payment_announced', 'invoice_copy_sent', 'customer_in_dispute'];

/** An invoice as its customer sees it. */
export function shownInvoice<Invoice extends Owed>(
	invoice: Invoice,
	{ claims, pauses, promises, missed, quiet, today }: Around
) {
	const { openMinor } = invoice;
	const own = rowsOf(claims, invoice.id);
	const disputed = disputedMinor(openMinor, own);
	const rests = toldOf(pauses, invoice.id);
	const free = openMinor - disputed;
	const payable = payableMinor(openMinor, own);
	const promise = payable > 0n ? promisedOf(promises.get(invoice.id), payable) : null;
	const promisedMinor = promise?.minor ?? 0n;
	const suspended = { disputedMinor: disputed, promisedMinor, rests };
	const parts = splitOpen(openMinor, suspended);
	const daysLate = invoice.dueOn && invoice.dueOn < today ? daysBetween(invoice.dueOn, today) : 0;
	const early = splitOpen(openMinor, { disputedMinor: openMinor - payable, promisedMinor, rests });
	return {
		...invoice,
		disputedMinor: disputed,
		/** Of it, what a decision did not accept: payable again, and nobody reminds of it before the case is closed. */
		refusedMinor: payable - free,
		/** Of it, what a decision accepted and nothing has settled yet. */
		acceptedMinor: acceptedMinor(openMinor, own),
		/** Open and not contested: what may still be paid, or contested. */
		freeMinor: free,
		/** That and what decisions refused: it may be paid before the case is closed, and nobody reminds of it. */
		payableMinor: payable,
		/** Neither contested nor promised nor said to be paid: what he is asked to pay when he names it. */
		toPayMinor: payableNamed(parts),
		/** The same with what decisions refused: what is still to pay, on whatever page it is said. */
		restMinor: payableNamed(early),
		/** What he may promise of it. */
		promisableMinor: promisableMinor(openMinor, {
			...suspended,
			disputedMinor: openMinor - payable
		}),
		/** What he may pay of it when he names it: what he promised too. */
		offeredMinor: offeredNamed(parts),
		/** The same with what decisions refused. */
		offeredEarlyMinor: offeredNamed(early),
		/** Beside that, a promise goes on. */
		isPromisedBeside: early.dueMinor > 0n,
		heldMinor: parts.heldMinor,
		collectibleMinor: parts.dueMinor,
		daysLate,
		state: stateOf(openMinor, free, { promise, daysLate }),
		/** Reminders wait for it. */
		promise,
		/** Promised before and not received in time: asked for again. */
		missed: parts.dueMinor > 0n ? promisedOf(missed.get(invoice.id), parts.dueMinor) : null,
		/** Of what is asked for, what nobody reminds of for a while. */
		quiet: quietOf(openMinor, parts.dueMinor, quiet.get(invoice.id) ?? []),
		cases: [...new Set(own.map(({ reference }) => reference))],
		/** Nothing of it is asked for until then. */
		pause: pauseIn(rests, parts),
		/** Until when it rests because a copy was asked for, whatever else lets it rest. */
		copyUntilOn: rests.find(({ kind }) => kind === 'invoice_copy_sent')?.untilOn ?? null,
		/** Parts that rest while another is asked for, the first ones first. */
		saidPaid: saidPaidIn(rests, parts)
	};
}

/** As the dunning reads it: what the ends had contested together, until the last of their days. */
function quietOf(openMinor: bigint, dueMinor: bigint, rests: readonly QuietRest[]) {
	const minor = minorMin(disputedMinor(openMinor, rests), dueMinor);
	const untilOn = rests
		.map((rest) => rest.untilOn)
		.sort()
		.at(-1);
	return untilOn && minor > 0n ? { minor, untilOn } : null;
}

type Owed = Pick<OpenInvoice, 'id' | 'openMinor' | 'dueOn'>;

const toldOf = (pauses: readonly Pause[], id: string): Pause[] =>
	[...rowsOf(pauses, null), ...rowsOf(pauses, id)].filter(({ kind }) => TOLD.includes(kind));

/** Put in order once: thousands of invoices each ask for their own. */
const ordered = new WeakMap<object, Map<string | null, unknown[]>>();

function rowsOf<Row extends { invoiceId: string | null }>(
	rows: readonly Row[],
	id: string | null
): readonly Row[] {
	const known = ordered.get(rows) ?? groupBy(rows, ({ invoiceId }) => invoiceId);
	ordered.set(rows, known);
	return (known.get(id) ?? []) as Row[];
}

const shownPause = ({ kind, untilOn }: Pause) => ({ kind, untilOn });

/** Of several parts that let all of it rest, the one that ends first says until when. */
function pauseIn(rests: readonly Pause[], parts: OpenParts) {
	const whole = rests.find(({ amountMinor }) => amountMinor === null);
	if (whole) return shownPause(whole);
	if (parts.heldMinor === 0n || !restsWhole(parts)) return null;
	const [first] = [...rests].sort((a, b) => ((a.untilOn ?? '9') < (b.untilOn ?? '9') ? -1 : 1));
	return first ? shownPause(first) : null;
}

/** Nothing of it is asked for, nor promised beside what rests. */
const restsWhole = ({ dueMinor, promisedMinor }: OpenParts): boolean =>
	dueMinor === 0n && promisedMinor === 0n;

function saidPaidIn(rests: readonly Pause[], parts: OpenParts) {
	if (restsWhole(parts)) return [];
	let left = parts.heldMinor;
	return rests.flatMap(({ amountMinor, untilOn }) => {
		const minor = minorMin(left, amountMinor ?? 0n);
		left -= minor;
		return minor > 0n ? [{ minor, untilOn }] : [];
	});
}
export type ShownInvoice = ReturnType<typeof shownInvoice<OpenInvoice>>;

/** Never more than is owed without contest. */
const promisedOf = (promise: PromisedSum | undefined, free: bigint): PromisedSum | null =>
	promise ? promisedUpTo(promise, free) : null;

function stateOf(
	openMinor: bigint,
	free: bigint,
	{ promise, daysLate }: { promise: PromisedSum | null; daysLate: number }
): InvoiceState {
	if (openMinor === 0n) return 'settled';
	if (free === 0n) return 'disputed';
	if (promise && promise.minor >= free) return 'promised';
	return daysLate > 0 ? 'overdue' : 'upcoming';
}
