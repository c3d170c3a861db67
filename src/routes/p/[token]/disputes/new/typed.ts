import { REQUESTED_OUTCOMES, type RequestedOutcome } from '$lib/domain/disputes/schema';
import type { Paid } from '$lib/components/portal/draft';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';

/** The form as it was typed; given back whole when it is refused. */
export interface Typed {
	invoices: string[];
	reason: string;
	part: 'whole' | 'part' | 'lines';
	amounts: Record<string, string>;
	/** Ids of the lines that were ticked. */
	lines: string[];
	/** By line: the quantity received, the price expected or an amount, as the reason asks. */
	figures: Record<string, string>;
	/** What the reason asks for besides words. */
	detail: string;
	outcome: RequestedOutcome;
	explanation: string;
	/** Of "I have already paid". */
	paid?: Paid;
	/** Who writes through the link, when it is said in this form. */
	acting?: string;
	key: string;
}

const PARTS = ['whole', 'part', 'lines'] as const;

export function typedIn(form: FormData): Typed {
	const text = (name: string): string => String(form.get(name) ?? '');
	return {
		invoices: form.getAll('invoice').map(String),
		reason: text('reason'),
		part: PARTS.find((part) => part === text('part')) ?? 'whole',
		amounts: named(form, 'amount-'),
		lines: form.getAll('line').map(String),
		figures: named(form, 'figure-'),
		detail: text('detail').slice(0, 200),
		outcome: REQUESTED_OUTCOMES.find((code) => code === text('outcome')) ?? 'NOA',
		explanation: text('explanation'),
		paid: {
			on: text('paidOn'),
			amount: text('paidAmount'),
			reference: text('paidReference').slice(0, 140)
		},
		acting: text('acting').slice(0, 80),
		key: text('key')
	};
}

/** What was typed into the fields of this name, by what follows it. */
const named = (form: FormData, prefix: string): Record<string, string> =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) =>
			name.startsWith(prefix) ? [[name.slice(prefix.length), String(value)]] : []
		)
	);

/** What is claimed of an invoice: undefined is the whole of it; 'none' where a part was meant and no amount typed, null where it cannot be read. */
export function claimedIn(
	{ part, amounts }: Pick<Typed, 'part' | 'amounts'>,
	invoiceId: string,
	currency: string,
	language: Language
): bigint | 'none' | null | undefined {
	if (part !== 'part') return undefined;
	const text = amounts[invoiceId]?.trim() ?? '';
	return text === '' ? 'none' : readAmount(text, currency, language);
}

/** Everything that was typed in one text: sent again, it is the same, whoever sends it. */
export const textOf = ({ key: _key, acting: _acting, ...typed }: Typed): string =>
	JSON.stringify({
		...typed,
		amounts: Object.entries(typed.amounts).sort(),
		figures: Object.entries(typed.figures).sort()
	});
