import { daysBetween } from '$lib/domain/calendar';
import { minorMax, minorMin, money } from '$lib/domain/money';
import { collectibleMinor } from '$lib/domain/receivables/open-items';
import type { DecisionItem, DecisionReason, DunningFacts, OpenItem } from './decision';
import { customerStops, invoiceHolds } from './holds';

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
		.map((item) => assess(item, facts, holds.get(item.invoiceId) ?? [], stopped));
}

function assess(
	open: OpenItem,
	facts: DunningFacts,
	holds: readonly DecisionReason[],
	stopped: boolean
): AssessedItem {
	const parts = partsOf(open, facts);
	const pauses = holds.length > 0 ? [...holds, ...pausesOf(open, facts)] : pausesOf(open, facts);
	const held = stopped || pauses.length > 0;
	const openMinor = open.openMinor - parts.quietMinor;
	const collectible = collectibleMinor({ openMinor, ...parts, held });
	const item = listed(open, parts, collectible, held, facts);
	return { item, reasons: reasonsOf(open, parts, pauses) };
}

const NONE: readonly DecisionReason[] = [];

/** Most invoices have none at all. */
const reasonsOf = (
	open: OpenItem,
	parts: Parts,
	pauses: readonly DecisionReason[]
): readonly DecisionReason[] =>
	pauses.length === 0 && parts.disputedMinor + parts.promisedMinor + parts.quietMinor === 0n
		? NONE
		: [...partReasons(open, parts), ...about(open, pauses)];

interface Parts {
	readonly disputedMinor: bigint;
	readonly promisedMinor: bigint;
	readonly quietMinor: bigint;
}

/** The dispute comes first: a promise can only be about the rest, and quiet is what neither holds. */
function partsOf(open: OpenItem, { today }: DunningFacts): Parts {
	const disputedMinor = within(open.disputedMinor, open.openMinor);
	const isPromised = open.promisedUntil === undefined || open.promisedUntil >= today;
	const undisputed = open.openMinor - disputedMinor;
	const promisedMinor = within(isPromised ? open.promisedMinor : 0n, undisputed);
	const isQuiet = open.quietUntil !== undefined && open.quietUntil >= today;
	const quiet = isQuiet ? (open.quietMinor ?? open.openMinor) : 0n;
	return { disputedMinor, promisedMinor, quietMinor: within(quiet, undisputed - promisedMinor) };
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

const about = (
	{ invoiceId, number }: OpenItem,
	reasons: readonly DecisionReason[]
): DecisionReason[] => reasons.map((reason) => ({ ...reason, invoiceId, invoiceNumber: number }));

function listed(
	open: OpenItem,
	parts: Parts,
	collectible: bigint,
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
		collectibleMinor: collectible,
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
	const { disputedMinor, promisedMinor, quietMinor } = parts;
	if (held || disputedMinor + promisedMinor + quietMinor === open.openMinor) return 'held';
	return isOverdue(open, today) ? 'overdue' : 'due_soon';
}
