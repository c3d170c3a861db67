import { CREDIT_OUTCOMES, type Outcome, type Verdict } from '$lib/domain/disputes/schema';
import type { CasePlan } from './cases';
import type { DraftInvoice, DraftLine } from './invoices';
import type { Random } from './random';

export interface Claim {
	readonly minor: bigint;
	readonly lineId: string | null;
	/** Pieces missing or unusable, when that is what it is about. */
	readonly quantity: number | null;
	/** The unit price agreed, when the one billed is higher. */
	readonly expected: bigint | null;
}

/** What is disputed of an invoice: the whole of it, some pieces of a line, or a difference in price. */
export function claimOn(random: Random, invoice: DraftInvoice, reason: string): Claim {
	if (reason === 'order_reference' || reason === 'duplicate_invoice') return whole(invoice);
	if (reason === 'delivery_incomplete' && random.chance(0.4)) return whole(invoice);
	const line = [...invoice.lines].sort((a, b) => (a.total > b.total ? -1 : 1))[random.int(0, 1)]!;
	if (reason.startsWith('price') || reason === 'other')
		return priced(line, reason, rounded((invoice.total * BigInt(random.int(4, 14))) / 100n));
	const quantity = Math.max(1, Math.round(line.quantity * (0.2 + random.next() * 0.5)));
	return { minor: line.price * BigInt(quantity), lineId: line.id, quantity, expected: null };
}

const whole = ({ total }: DraftInvoice): Claim => ({
	minor: total,
	lineId: null,
	quantity: null,
	expected: null
});

/** The price that makes about this amount, where the line is worth more than that. */
function priced(line: DraftLine, reason: string, minor: bigint): Claim {
	const of = { lineId: line.id, quantity: null };
	if (reason !== 'price_unit' || minor >= line.total) return { ...of, minor, expected: null };
	const expected = line.price - (line.price * minor) / line.total;
	return { ...of, minor: (line.price - expected) * BigInt(line.quantity), expected };
}

/** People claim amounts they have worked out: tens of cents. */
const rounded = (minor: bigint): bigint => (minor / 10n) * 10n + 10n;

export function acceptedOf(claimed: bigint, verdict: Verdict, outcome: Outcome): bigint {
	if (!CREDIT_OUTCOMES.includes(outcome)) return 0n;
	if (verdict === 'valid') return claimed;
	return verdict === 'partly_valid' ? (claimed * 3n) / 5n : 0n;
}

export function outcomeOf({ reason }: CasePlan, verdict: Verdict): Outcome {
	if (verdict === 'invalid') return reason === 'order_reference' ? 'information' : 'no_action';
	if (reason === 'order_reference') return 'information';
	return verdict === 'valid' ? 'credit_full' : 'credit_partial';
}
