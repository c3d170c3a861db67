import type { Waiting } from './outbox-item';

/** What is said of a transfer, as typed; an empty amount is all of it. */
export interface Paid {
	on: string;
	amount: string;
	reference: string;
}

/** A dispute as it is being written. */
export interface Draft {
	invoices: string[];
	reason: string;
	part: 'whole' | 'part' | 'lines';
	/** As typed, by invoice. */
	amounts: Record<string, string>;
	/** Ids of the lines that are ticked. */
	lines: string[];
	/** As typed, by line. */
	figures: Record<string, string>;
	/** What the reason asks for besides words. */
	detail: string;
	outcome: string;
	explanation: string;
	/** Where "I have already paid" can be said. */
	paid?: Paid;
	/** Who writes through the link, when it is said in this form. */
	acting?: string;
	/** Sent twice under the same key, it is one case. */
	key: string;
}

export const newDraft = (invoices: string[], key: string, today: string): Draft => ({
	invoices,
	reason: '',
	part: 'whole',
	amounts: {},
	lines: [],
	figures: {},
	detail: '',
	outcome: 'NOA',
	explanation: '',
	paid: { on: today, amount: '', reference: '' },
	key
});

/** What waited on the device, as it was written. */
export function draftOf({ fields, key }: Waiting): Draft {
	const {
		reason = '',
		part,
		detail = '',
		outcome = '',
		explanation = '',
		paidOn = '',
		paidAmount = '',
		paidReference = '',
		acting
	} = Object.fromEntries(fields);
	const all = (field: string) => fields.filter(([name]) => name === field).map(([, id]) => id);
	return {
		invoices: all('invoice'),
		reason,
		part: part === 'part' || part === 'lines' ? part : 'whole',
		amounts: named(fields, 'amount-'),
		lines: all('line'),
		figures: named(fields, 'figure-'),
		detail,
		outcome,
		explanation,
		paid: { on: paidOn, amount: paidAmount, reference: paidReference },
		...(acting !== undefined && { acting }),
		key
	};
}

/** What was typed into the fields of this name, by what follows it. */
const named = (fields: Waiting['fields'], prefix: string): Record<string, string> =>
	Object.fromEntries(
		fields.flatMap(([name, typed]) =>
			name.startsWith(prefix) ? [[name.slice(prefix.length), typed]] : []
		)
	);
