import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

export const sample: MailFacts['dispute-received'] = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	invoices: ['F-2026-0431'],
	lines: [
		{
			description: 'Panneau chêne, 27 mm',
			quantity: '12',
			unitPrice: money(10_000n, 'EUR'),
			claimedQuantity: null,
			expectedPrice: money(7_397n, 'EUR'),
			claimed: money(31_240n, 'EUR')
		}
	],
	disputed: money(31_240n, 'EUR'),
	stillDue: money(92_760n, 'EUR'),
	dueOn: localDate('2026-11-30'),
	today: localDate('2026-11-20'),
	promised: money(0n, 'EUR'),
	answerDueOn: localDate('2026-11-27'),
	reason: {
		fr: 'Le prix ne correspond pas',
		en: 'The price is not what we agreed',
		de: 'Der Preis stimmt nicht',
		es: 'El precio no es el acordado'
	}
};

export const samples = {
	part: sample,
	beside: {
		...sample,
		beside: [{ number: 'F-2026-0431', amount: money(5_000n, 'EUR') }]
	},
	follows: {
		...sample,
		follows: { reference: 'LIT-2026-000098', settled: money(8_000n, 'EUR') }
	},
	whole: {
		...sample,
		invoices: ['F-2026-0431', 'F-2026-0440'],
		lines: [],
		disputed: money(124_000n, 'EUR'),
		stillDue: money(0n, 'EUR')
	}
};
