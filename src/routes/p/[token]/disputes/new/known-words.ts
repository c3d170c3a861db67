import type { KnownAnswer } from '$lib/domain/disputes/known-answers';
import { shownKey } from '$lib/domain/disputes/known-answers';
import { formatDay, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** What is on file, in words, with what to open. */
export interface ShownAnswer {
	key: string;
	/** Of the invoice. */
	number: string;
	words: string;
	href: string;
	open: string;
	/** A page of ours; a paper is downloaded beside the form. */
	isPage: boolean;
}

export const shownAnswer = (found: KnownAnswer, base: string): ShownAnswer => ({
	key: shownKey(found),
	number: found.number,
	...wordsOf(found, base)
});

function wordsOf(found: KnownAnswer, base: string): Omit<ShownAnswer, 'key' | 'number'> {
	const { number } = found;
	const invoice = `${base}/invoices/${found.invoiceId}`;
	switch (found.kind) {
		case 'delivery_note':
			return {
				words: m.portal_known_delivery_note({ number }),
				href: `${invoice}/documents/${found.documentId}`,
				open: m.portal_known_open_file({ name: found.name }),
				isPage: false
			};
		case 'order_number':
			return {
				words: m.portal_known_order_number({ number, order: found.orderNumber }),
				href: `${invoice}/pdf`,
				open: m.portal_known_open_pdf({ number }),
				isPage: false
			};
		case 'credit_note':
			return {
				words: m.portal_known_credit_note({
					number,
					note: found.creditNote,
					amount: formatMoney(found.amount),
					date: formatDay(found.issuedOn)
				}),
				href: invoice,
				open: m.portal_known_open_invoice({ number }),
				isPage: true
			};
		case 'duplicate':
			return found.case ? answered(found, base) : twin(found, base);
	}
}

type Duplicate = Extract<KnownAnswer, { kind: 'duplicate' }>;

function answered({ number, case: before }: Duplicate, base: string) {
	const { reference, decidedOn } = before!;
	return {
		words: m.portal_known_decided({ number, reference, date: formatDay(decidedOn) }),
		href: `${base}/disputes/${reference}`,
		open: m.portal_known_open_case({ reference }),
		isPage: true
	};
}

function twin({ number, twin: other }: Duplicate, base: string) {
	const { invoiceId, number: others, issuedOn } = other!;
	return {
		words: m.portal_known_twin({ number, other: others, date: formatDay(issuedOn) }),
		href: `${base}/invoices/${invoiceId}`,
		open: m.portal_known_open_invoice({ number: others }),
		isPage: true
	};
}
