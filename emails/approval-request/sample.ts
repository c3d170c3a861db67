import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['approval-request'];

export const sample: Facts = {
	reference: 'LIT-2026-000123',
	customerName: 'Menuiserie Petit',
	signerName: 'Sophie Petit',
	reason: { fr: 'Le prix ne correspond pas', en: 'The price is not what we agreed' },
	kind: 'decision',
	verdict: 'valid',
	outcome: 'credit_full',
	amount: money(312_400n, 'EUR'),
	claimed: money(312_400n, 'EUR'),
	askedBy: 'Claire Morel',
	level: 1,
	levels: 2,
	text: 'Le tarif de mars s’applique : nous établissons un avoir.',
	invoices: ['F-2026-0431', 'F-2026-0440'],
	signed: [],
	answer: { by: 'Karim Benali', words: 'Le contrat prévoit bien ce tarif.' },
	standsInFor: ''
};

const dueOn = localDate('2026-11-27');

export const samples: Record<
	| 'decision'
	| 'second_level'
	| 'offer'
	| 'answered'
	| 'answered_instead'
	| 'due_soon'
	| 'overdue'
	| 'head',
	Facts
> = {
	due_soon: { ...sample, dueOn, again: { kind: 'due_soon', blockedDays: 6 } },
	overdue: { ...sample, dueOn, again: { kind: 'overdue', blockedDays: 9 } },
	head: {
		...{ ...sample, dueOn, signerName: 'Marc Delattre' },
		again: { kind: 'overdue', blockedDays: 13, insteadOf: 'Sophie Petit' }
	},
	decision: sample,
	second_level: {
		...sample,
		...{ level: 2, signerName: 'Nadia Rousseau', standsInFor: 'Paul Girard' },
		...{ asked: money(400_000n, 'EUR'), verdict: 'partly_valid', outcome: 'credit_partial' },
		signed: [{ by: 'Sophie Petit', words: 'Le transport reste dû.' }]
	},
	offer: {
		...sample,
		...{ kind: 'offer', levels: 1, verdict: undefined, outcome: undefined },
		validUntil: localDate('2026-12-12')
	},
	answered: {
		...{ ...sample, reply: { by: 'Claire Morel', words: 'L’accord de prix est joint.' } },
		question: { by: 'Sophie Petit', words: 'Où est l’accord de prix ?', isOwn: true }
	},
	answered_instead: {
		...{ ...sample, signerName: 'Nadia Rousseau', standsInFor: 'Sophie Petit' },
		reply: { by: 'Claire Morel', words: 'L’accord de prix est joint.' },
		question: { by: 'Sophie Petit', words: 'Où est l’accord de prix ?', isOwn: false }
	}
};
