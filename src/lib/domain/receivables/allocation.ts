import type { LocalDate } from '$lib/domain/calendar';
import { minorMax, minorMin } from '$lib/domain/money';

export interface Payable {
	readonly invoiceId: string;
	readonly dueOn: LocalDate | null;
	readonly openMinor: bigint;
	/** In dispute: settled last, for nobody asked for it. */
	readonly disputedMinor: bigint;
}

export interface Share {
	readonly invoiceId: string;
	readonly amountMinor: bigint;
}

/** What goes before the oldest. */
export interface Named {
	/** Chosen by whoever records it. */
	readonly firstInvoiceId?: string | undefined;
	/** What the customer said it is for, in his order. */
	readonly parts?: readonly NamedPart[];
}

export interface NamedPart {
	readonly invoiceId: string;
	/** Null: all of the invoice. */
	readonly amountMinor: bigint | null;
	/** Seen at the bank: this is that money. What is only said does not settle what he contests since. */
	readonly isFound: boolean;
}

/**
 * What an amount settles: the chosen invoice first, then what its customer named (whoever pays says what it
 * is for: art. 1342-10 Code civil, § 366 BGB), then the undisputed parts from the oldest due date on, then
 * the disputed ones. What is left over stays a credit of the customer.
 */
export function allocate(
	amountMinor: bigint,
	payables: readonly Payable[],
	{ firstInvoiceId, parts = [] }: Named = {}
): Share[] {
	const oldestFirst = [...payables].sort(byAge);
	const first = oldestFirst.filter((payable) => payable.invoiceId === firstInvoiceId);
	const turns = [
		...first.map((payable) => turn(payable, payable.openMinor)),
		...namedTurns(parts, payables),
		...oldestFirst.map((payable) => turn(payable, payable.openMinor - payable.disputedMinor)),
		...oldestFirst.map((payable) => turn(payable, payable.openMinor))
	];
	return shares(amountMinor, turns);
}

/** `upTo`: how much of the invoice may be settled once this turn is over. */
interface Turn {
	invoiceId: string;
	upTo: bigint;
}
const turn = ({ invoiceId }: Payable, upTo: bigint): Turn => ({ invoiceId, upTo });

/** Of an invoice that was named twice, the second part follows the first. */
function namedTurns(parts: readonly NamedPart[], payables: readonly Payable[]): Turn[] {
	const named = new Map<string, bigint>();
	return parts.flatMap(({ invoiceId, amountMinor, isFound }) => {
		const payable = payables.find((one) => one.invoiceId === invoiceId);
		if (!payable) return [];
		const upTo = (named.get(invoiceId) ?? 0n) + (amountMinor ?? payable.openMinor);
		named.set(invoiceId, upTo);
		const most = isFound ? payable.openMinor : payable.openMinor - payable.disputedMinor;
		return [turn(payable, minorMin(upTo, most))];
	});
}

function shares(amountMinor: bigint, turns: Turn[]): Share[] {
	const settled = new Map<string, bigint>();
	let left = amountMinor;
	for (const { invoiceId, upTo } of turns) {
		const already = settled.get(invoiceId) ?? 0n;
		const part = minorMin(left, minorMax(0n, upTo - already));
		if (part <= 0n) continue;
		settled.set(invoiceId, already + part);
		left -= part;
	}
	return [...settled].map(([invoiceId, share]) => ({ invoiceId, amountMinor: share }));
}

/** Without a due date last; ties by id, so that the same payment always settles the same invoices. */
const byAge = (a: Payable, b: Payable): number =>
	(a.dueOn ?? '9999') === (b.dueOn ?? '9999')
		? a.invoiceId.localeCompare(b.invoiceId)
		: (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');
