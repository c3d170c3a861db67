import { daysBetween } from '$lib/domain/calendar';
import { minorMax, minorMin, money } from '$lib/domain/money';
import { splitOpen } from '$lib/domain/receivables/open-items';
import type { DecisionItem, DecisionReason, DunningFacts, OpenItem } from './decision';
import { customerStops, invoiceHolds, NO_HOLDS, type InvoiceHolds } from './holds';

/** An open invoice with what may be chased of it, and why the rest may not. */
export interface AssessedItem {
	readonly item: DecisionItem;
	readonly reasons: readonly DecisionReason[];
}

/** Every invoice with something open, none of it trusted: parts are capped at what is open. */
export function assessItems(facts: DunningFacts): AssessedItem[] {
	const stopped = customerStops(facts).length > 0;
	const holds = invoiceHolds(facts);
	return facts.openItems
		.filter(({ openMinor }) => openMinor > 0n)
		.map((item) => assess(item, facts, holds.get(item.invoiceId) ?? NO_HOLDS, stopped));
}

function assess(
	open: OpenItem,
	facts: DunningFacts,
	holds: InvoiceHolds,
	stopped: boolean
): AssessedItem {
	const parts = partsOf(open, facts, holds);
	const others = pausesOf(open, facts);
	const pauses = holds.whole.length > 0 ? [...holds.whole, ...others] : others;
	const held = stopped || pauses.length > 0;
	const item = listed(open, parts, held, facts);
	return { item, reasons: reasonsOf(open, parts, pauses, holds) };
}

const NONE: readonly DecisionReason[] = [];

/** Most invoices have none at all. */
const reasonsOf = (
	open: OpenItem,
	parts: Parts,
	pauses: readonly DecisionReason[],
	holds: InvoiceHolds
): readonly DecisionReason[] =>
	pauses.length === 0 && parts.dueMinor === open.openMinor
		? NONE
		: [
				...partReasons(open, parts),
				...about(open, heldReasons(open, parts, holds)),
				...about(open, pauses)
			];

interface Parts {
	readonly disputedMinor: bigint;
	readonly promisedMinor: bigint;
	/** What rests of it, as long as it does not rest as a whole. */
	readonly heldMinor: bigint;
	readonly quietMinor: bigint;
	/** Asked for, unless the whole is held. */
	readonly dueMinor: bigint;
}

/** Quiet is what nothing else suspends. */
function partsOf(open: OpenItem, { today }: DunningFacts, { parts }: InvoiceHolds): Parts {
	const { openMinor, disputedMinor } = open;
	const isPromised = open.promisedUntil === undefined || open.promisedUntil >= today;
	const promisedMinor = isPromised ? open.promisedMinor : 0n;
	const split = splitOpen(openMinor, { disputedMinor, promisedMinor, rests: parts });
	const isQuiet = open.quietUntil !== undefined && open.quietUntil >= today;
	const quiet = isQuiet ? (open.quietMinor ?? openMinor) : 0n;
	const quietMinor = within(quiet, split.dueMinor);
	return { ...split, quietMinor, dueMinor: split.dueMinor - quietMinor };
}

const within = (minor: bigint, most: bigint): bigint => minorMin(most, minorMax(0n, minor));

/** What suspends the whole invoice, besides the holds somebody placed. */
function pausesOf(open: OpenItem, { customer, today }: DunningFacts): DecisionReason[] {
	const pauses: DecisionReason[] = [];
	if (open.dueOn === null) pauses.push({ code: 'invoice_without_due_date' });
	// The creditor takes the money itself: late means the debit failed or is not booked yet.
	if (customer.directDebit && isOverdue(open, today)) pauses.push({ code: 'direct_debit' });
	return pauses;
}

const isOverdue = ({ dueOn }: OpenItem, today: string): boolean => dueOn !== null && dueOn < today;

function partReasons(
	open: OpenItem,
	{ disputedMinor, promisedMinor, quietMinor }: Parts
): DecisionReason[] {
	const reasons: DecisionReason[] = [];
	if (disputedMinor > 0n)
		reasons.push({
			code: disputedMinor === open.openMinor ? 'disputed' : 'partly_disputed',
			...(open.disputes.length > 0 && { reference: open.disputes.join(', ') }),
			...(open.disputedSince && { since: open.disputedSince }),
			amount: money(disputedMinor, open.currency)
		});
	if (promisedMinor > 0n)
		reasons.push({
			code: 'promise_open',
			...(open.promisedUntil && { until: open.promisedUntil }),
			amount: money(promisedMinor, open.currency)
		});
	if (quietMinor > 0n)
		reasons.push({
			code: 'quiet_period',
			...(open.quietUntil && { until: open.quietUntil }),
			...(quietMinor < open.openMinor && { amount: money(quietMinor, open.currency) })
		});
	return about(open, reasons);
}

/** Each part that rests, with what it lets rest where nothing before it does: together they are what is held. */
function heldReasons(
	{ currency }: OpenItem,
	{ heldMinor }: Parts,
	{ parts }: InvoiceHolds
): DecisionReason[] {
	let left = heldMinor;
	return parts.flatMap(({ amountMinor, reason }) => {
		const minor = minorMin(amountMinor, left);
		left -= minor;
		return minor > 0n ? [{ ...reason, amount: money(minor, currency) }] : [];
	});
}

const about = (
	{ invoiceId, number }: OpenItem,
	reasons: readonly DecisionReason[]
): DecisionReason[] => reasons.map((reason) => ({ ...reason, invoiceId, invoiceNumber: number }));

function listed(
	open: OpenItem,
	parts: Parts,
	held: boolean,
	{ today }: DunningFacts
): DecisionItem {
	const { invoiceId, number, dueOn, currency, totalMinor, openMinor, disputes, promiseBrokenOn } =
		open;
	const item = {
		invoiceId,
		number,
		dueOn,
		currency,
		totalMinor,
		openMinor,
		disputes,
		disputedMinor: parts.disputedMinor,
		...(parts.promisedMinor > 0n && { promisedMinor: parts.promisedMinor }),
		...(parts.quietMinor > 0n && { quietMinor: parts.quietMinor }),
		...(parts.heldMinor > 0n && { heldMinor: parts.heldMinor }),
		collectibleMinor: held ? 0n : parts.dueMinor,
		state: stateOf(open, parts, held, today),
		daysLate: dueOn === null ? null : daysBetween(dueOn, today)
	};
	return promiseBrokenOn ? { ...item, promiseBrokenOn } : item;
}

function stateOf(
	open: OpenItem,
	parts: Parts,
	held: boolean,
	today: string
): DecisionItem['state'] {
	if (parts.disputedMinor === open.openMinor) return 'disputed';
	if (parts.disputedMinor + parts.promisedMinor === open.openMinor) return 'promised';
	if (held || parts.dueMinor === 0n) return 'held';
	return isOverdue(open, today) ? 'overdue' : 'due_soon';
}
