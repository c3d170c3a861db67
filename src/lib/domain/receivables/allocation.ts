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

/**
 * What an amount settles: the chosen invoice first, then the undisputed parts from the oldest due date
 * on, then the disputed ones. What is left over stays a credit of the customer.
 */
export function allocate(
	amountMinor: bigint,
	payables: readonly Payable[],
	firstInvoiceId?: string
): Share[] {
	const oldestFirst = [...payables].sort(byAge);
	const first = oldestFirst.filter((payable) => payable.invoiceId === firstInvoiceId);
	const turns = [
		...first.map((payable) => turn(payable, payable.openMinor)),
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
