import type { ReasonCategory, ReasonKind } from './reasons';

/** The one thing besides words that lets somebody answer at the first reading. */
export const REASON_FIELDS = [
	'expected_price',
	'received_quantity',
	'payment',
	'original_invoice',
	'order_number'
] as const;
export type ReasonField = (typeof REASON_FIELDS)[number];

/** What an organisation may decide that a reason asks for, whatever its category usually does. */
export const REASON_ASKS = [...REASON_FIELDS, 'nothing'] as const;
export type ReasonAsks = (typeof REASON_ASKS)[number];

/** What is asked about each line: a price, a quantity, or simply how much of it. */
export const LINE_FIGURES = ['expected', 'received', 'amount'] as const;
export type LineFigureKind = (typeof LINE_FIGURES)[number];

interface About {
	kind: ReasonKind;
	category: ReasonCategory;
	canonicalCode: string;
	/** Nobody decided: what its category asks for. */
	asks?: ReasonAsks | null;
}

const BY_CATEGORY: Partial<Record<ReasonCategory, ReasonField>> = {
	price: 'expected_price',
	delivery: 'received_quantity',
	payment: 'payment',
	administrative: 'order_number'
};

/** An administrative reason that is about another invoice, not about something missing on this one. */
const TWICE = 'DOUBLON';

/** At most one, and none where words say it better. An answer ("already paid") asks in its explanation. */
export function reasonField({ kind, asks, ...about }: About): ReasonField | null {
	if (kind === 'answer' || asks === 'nothing') return null;
	return asks ?? usualField(about);
}

function usualField({ category, canonicalCode }: Omit<About, 'kind' | 'asks'>): ReasonField | null {
	return canonicalCode === TWICE ? 'original_invoice' : (BY_CATEGORY[category] ?? null);
}

/** Of which line would they be, where there are several? */
const OF_ONE_LINE: readonly ReasonField[] = ['expected_price', 'received_quantity'];

/** Of this reason and these invoices, what is asked beside the lines; those that are ticked have their own figure. */
export function askedBesideLines(
	field: ReasonField | null,
	{ chosen, byLine }: { chosen: readonly { hasOneLine: boolean }[]; byLine: boolean }
): ReasonField | null {
	if (!field || !OF_ONE_LINE.includes(field)) return field;
	return !byLine && chosen.length === 1 && chosen[0]!.hasOneLine ? field : null;
}

export function lineFigure({ category }: Pick<About, 'category'>): LineFigureKind {
	if (category === 'price') return 'expected';
	return category === 'delivery' ? 'received' : 'amount';
}

/** Whether there is more than one way to put it right: a missing number is added, what was paid is found. */
export const asksOutcome = ({ kind, category }: About): boolean =>
	kind === 'dispute' && category !== 'administrative' && category !== 'payment';
