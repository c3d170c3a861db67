import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['dispute-decided'];

export const sample: Facts = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	invoices: ['F-2026-0431'],
	verdict: 'partly_valid',
	outcome: 'credit_partial',
	claimed: money(31_240n, 'EUR'),
	accepted: money(18_700n, 'EUR'),
	dueAgain: money(12_540n, 'EUR'),
	left: {
		...{ stillDue: money(12_540n, 'EUR'), promised: money(0n, 'EUR') },
		...{ dueOn: localDate('2026-03-30'), today: localDate('2026-03-04') }
	},
	explanation:
		'Le prix convenu le 12 janvier s’applique aux panneaux.\nLe transport, lui, était bien au tarif du devis.'
};

const none = money(0n, 'EUR');
/** All of it is to be paid again. */
const all = {
	dueAgain: sample.claimed,
	left: { ...sample.left!, stillDue: sample.claimed }
};
/** Whoever is right is asked for nothing again. */
const right = {
	reference: sample.reference,
	path: sample.path,
	verdict: 'valid',
	claimed: sample.claimed,
	explanation: sample.explanation
} as const;

export const samples: Record<string, Facts> = {
	partly_valid: sample,
	valid: { ...right, outcome: 'credit_full', accepted: sample.claimed },
	invalid: {
		...sample,
		verdict: 'invalid',
		outcome: 'no_action',
		accepted: none,
		...all
	},
	replacement: { ...right, outcome: 'replacement', accepted: none },
	information: { ...sample, outcome: 'information', accepted: none, ...all },
	reinvoice: { ...right, outcome: 'reinvoice', accepted: sample.claimed },
	goodwill: { ...sample, verdict: 'invalid', outcome: 'goodwill', accepted: money(5_000n, 'EUR') }
};
