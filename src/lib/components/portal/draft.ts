import type { Waiting } from './outbox-store';

/** A dispute as it is being written. */
export interface Draft {
	invoices: string[];
	reason: string;
	part: 'whole' | 'part';
	/** As typed, by invoice. */
	amounts: Record<string, string>;
	outcome: string;
	explanation: string;
	/** Sent twice under the same key, it is one case. */
	key: string;
}

export const newDraft = (invoices: string[], key: string): Draft => ({
	invoices,
	reason: '',
	part: 'whole',
	amounts: {},
	outcome: 'NOA',
	explanation: '',
	key
});

/** What waited on the device, as it was written. */
export function draftOf({ fields, key }: Waiting): Draft {
	const { reason = '', part, outcome = '', explanation = '' } = Object.fromEntries(fields);
	const amounts = fields.filter(([name]) => name.startsWith(AMOUNT));
	return {
		invoices: fields.filter(([name]) => name === 'invoice').map(([, id]) => id),
		reason,
		part: part === 'part' ? 'part' : 'whole',
		amounts: Object.fromEntries(amounts.map(([name, typed]) => [name.slice(AMOUNT.length), typed])),
		outcome,
		explanation,
		key
	};
}

const AMOUNT = 'amount-';
