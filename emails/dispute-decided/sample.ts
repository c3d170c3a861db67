import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['dispute-decided'];

export const sample: Facts = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	verdict: 'partly_valid',
	outcome: 'credit_partial',
	claimed: money(31_240n, 'EUR'),
	accepted: money(18_700n, 'EUR'),
	explanation:
		'Le prix convenu le 12 janvier s’applique aux panneaux.\nLe transport, lui, était bien au tarif du devis.'
};

const none = money(0n, 'EUR');

export const samples: Record<string, Facts> = {
	partly_valid: sample,
	valid: { ...sample, verdict: 'valid', outcome: 'credit_full', accepted: sample.claimed },
	invalid: { ...sample, verdict: 'invalid', outcome: 'no_action', accepted: none },
	replacement: { ...sample, verdict: 'valid', outcome: 'replacement', accepted: none },
	information: { ...sample, outcome: 'information', accepted: none },
	reinvoice: { ...sample, verdict: 'valid', outcome: 'reinvoice', accepted: sample.claimed },
	goodwill: { ...sample, verdict: 'invalid', outcome: 'goodwill', accepted: money(5_000n, 'EUR') }
};
