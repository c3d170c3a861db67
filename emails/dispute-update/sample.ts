import { localDate } from '$lib/domain/calendar';
import type { CaseContent } from '$lib/domain/disputes/amendment';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['dispute-update'];

export const sample: Facts = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	event: 'waiting_customer',
	message: 'Bonjour,\nPouvez-vous nous envoyer une photo du bon de livraison ?\nMerci.',
	teamKey: 'logistics',
	answerDueOn: localDate('2026-11-27'),
	replyBy: localDate('2026-12-11')
};

const unanswered = { event: 'unanswered' as const, askedOn: localDate('2026-11-20') };

const follower = { id: '01936d6b-0000-7000-8000-000000000001', by: 'Ana Petit' };

const content = (claimedMinor: string): CaseContent => ({
	reasonId: '01936d6b-0000-7000-8000-000000000002',
	reason: { fr: 'Produit manquant', en: 'Missing goods' },
	requestedOutcome: 'CNP',
	explanation: 'Il manque des cartons.',
	detail: null,
	answerDueOn: localDate('2026-11-27'),
	items: [
		{
			invoiceId: '01936d6b-0000-7000-8000-000000000003',
			number: 'FA-2026-0198',
			invoiceLineId: null,
			description: '',
			currency: 'EUR',
			claimedMinor,
			claimedQuantity: null,
			expectedUnitPriceMinor: null
		}
	],
	files: []
});

const over = {
	as: 'expired' as const,
	validUntil: localDate('2026-11-20'),
	answerDueOn: localDate('2026-11-27'),
	isAsked: false,
	held: money(31_240n, 'EUR')
};

const ended = { again: money(31_240n, 'EUR'), quietUntil: localDate('2026-12-07') };

export const samples: Record<Facts['event'], Facts> & Record<string, Facts> = {
	waiting_customer: sample,
	assigned: { ...sample, event: 'assigned', message: '' },
	message: { ...sample, event: 'message', message: 'Votre avoir est en préparation.' },
	reopened: { ...sample, event: 'reopened', message: '' },
	withdrawn: { ...sample, event: 'withdrawn', message: '', ended },
	withdrawn_again: {
		...{ ...sample, event: 'withdrawn' as const, message: '' },
		ended: { ...ended, quietUntil: null }
	},
	withdrawn_settled: {
		...{ ...sample, event: 'withdrawn' as const, message: '' },
		ended: { again: money(0n, 'EUR'), quietUntil: null }
	},
	duplicate: {
		...sample,
		event: 'closed',
		path: '/disputes/LIT-2026-000098',
		duplicateOf: 'LIT-2026-000098',
		message: 'C’est la même livraison.'
	},
	duplicate_counted_once: {
		...{ ...sample, event: 'closed' as const, path: '/disputes/LIT-2026-000098' },
		...{ duplicateOf: 'LIT-2026-000098', message: '' },
		ended,
		countedOnce: ended.again
	},
	checking: { ...sample, event: 'checking', message: '' },
	checking_late: { ...sample, event: 'checking', message: '', late: true },
	implementing: { ...sample, event: 'implementing', message: '' },
	proposed: {
		...sample,
		event: 'proposed',
		message: 'Nous reprenons la palette et vous créditons.',
		offer: {
			kind: 'credit',
			amount: money(18_000n, 'EUR'),
			claimed: money(31_240n, 'EUR'),
			parts: 0,
			validUntil: localDate('2026-12-04')
		}
	},
	proposal_withdrawn: { ...sample, event: 'proposal_withdrawn', message: '' },
	proposal_accepted: {
		...sample,
		event: 'proposal_accepted',
		message: 'Un avoir de 180,00 €.',
		by: 'Ana Petit',
		agreed: { claimed: money(31_240n, 'EUR'), accepted: money(18_000n, 'EUR') }
	},
	proposal_refused: {
		...sample,
		event: 'proposal_refused',
		message: 'C’est trop peu.',
		by: 'Ana Petit'
	},
	proposal_undone: { ...sample, event: 'proposal_undone', message: '' },
	proposal_expired: { ...sample, event: 'proposal_expired', message: '', over },
	proposal_outdated: {
		...sample,
		event: 'proposal_outdated',
		message: '',
		over: { ...over, as: 'outdated' }
	},
	closed: { ...sample, event: 'closed', message: 'Cette contestation reprend LIT-2026-000098.' },
	not_a_dispute: {
		...{ ...sample, event: 'closed' as const, ended },
		message: 'Votre question portait sur l’échéance.'
	},
	replied: { ...sample, event: 'replied', message: 'Voici la photo.', by: 'Ana Petit', follower },
	amended: {
		...sample,
		event: 'amended',
		message: '',
		by: 'Ana Petit',
		changed: { before: content('42000'), after: content('18000') }
	},
	followed: {
		...sample,
		event: 'followed',
		message: '',
		by: 'Ana Petit',
		follower,
		about: {
			invoices: ['FA-2026-0417'],
			claimed: money(18_000n, 'EUR'),
			reason: {
				fr: 'Le prix ne correspond pas',
				en: 'The price is not what we agreed',
				de: 'Der Preis stimmt nicht',
				es: 'El precio no es el acordado'
			}
		}
	},
	waiting_follower: { ...sample, follower },
	unanswered: { ...sample, ...unanswered },
	unanswered_follower: { ...sample, ...unanswered, follower },
	document: { ...sample, event: 'document', message: 'FA-2026-0431-bis LIT-2026-000123.pdf' },
	committed: {
		...sample,
		event: 'committed',
		message: 'Le transporteur répond vendredi.',
		missedOn: localDate('2026-11-20')
	},
	missed: {
		...sample,
		event: 'missed',
		message: 'La réponse du transporteur.',
		missedOn: localDate('2026-11-20'),
		late: true
	}
};
