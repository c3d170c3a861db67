import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['dispute-decided'];

export const sample: Facts = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	verdict: 'partly_valid',
	claimed: money(31_240n, 'EUR'),
	accepted: money(18_700n, 'EUR'),
	dueAgain: money(12_540n, 'EUR'),
	remindersFrom: localDate('2026-03-12'),
	explanation:
		'Le prix convenu le 12 janvier s’applique aux panneaux.\nLe transport, lui, était bien au tarif du devis.'
};

export const samples: Record<Facts['verdict'], Facts> = {
	partly_valid: sample,
	valid: {
		reference: sample.reference,
		path: sample.path,
		verdict: 'valid',
		claimed: sample.claimed,
		accepted: sample.claimed,
		explanation: sample.explanation
	},
	invalid: { ...sample, verdict: 'invalid', accepted: money(0n, 'EUR'), dueAgain: sample.claimed }
};
