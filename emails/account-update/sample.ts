import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['account-update'];

const asked: Facts = {
	event: 'promise_asked',
	path: '/promise?made=0192f0c1-0000-7000-8000-000000000001',
	amounts: [money(171_850n, 'EUR')],
	text: 'Vous vous engagez à payer 1\u00a0718,50\u00a0€ au plus tard le vendredi 4 décembre 2026.\nAucune relance sur cette somme jusque-là.'
};
export const sample: Facts = {
	...asked,
	event: 'promise_received',
	on: localDate('2026-12-04'),
	until: localDate('2026-12-08')
};
const claim: Facts = {
	event: 'claim_received',
	path: '/pay?claimed=0192f0c1-0000-7000-8000-000000000002',
	amounts: [money(124_000n, 'EUR')],
	on: localDate('2026-12-03'),
	numbers: 'F-2026-0117',
	text: ''
};

export const samples: Record<Facts['event'] | 'claim_received_whole', Facts> = {
	promise_received: sample,
	promise_asked: asked,
	promise_approved: {
		...sample,
		event: 'promise_approved',
		on: localDate('2027-01-29'),
		until: localDate('2027-02-02'),
		text: ''
	},
	promise_refused: {
		...sample,
		event: 'promise_refused',
		path: '/promise',
		on: localDate('2026-12-24'),
		asked: {
			invoices: ['F-2026-0117', 'F-2026-0121'],
			parts: [{ amounts: [money(171_850n, 'EUR')], on: localDate('2027-01-29') }]
		},
		text: 'Un délai de deux mois n’est pas possible pour nous.'
	},
	copy_sent: {
		...claim,
		event: 'copy_sent',
		path: '/invoices/0192f0c1-0000-7000-8000-000000000003/pdf',
		amounts: []
	},
	copies_sent: {
		...claim,
		event: 'copies_sent',
		path: '',
		amounts: [],
		numbers: 'F-2026-0117, F-2026-0121'
	},
	question_answered: {
		...{ event: 'question_answered', path: '', amounts: [], on: localDate('2026-11-24') },
		question: 'Pourquoi ce prix\u00a0?',
		text: 'Le prix convenu est celui du devis du 12 mars, que vous trouverez sur votre facture.'
	},
	claim_received: {
		...claim,
		rests: [{ number: 'F-2026-0117', amount: money(100_000n, 'EUR') }],
		due: money(47_850n, 'EUR')
	},
	claim_received_whole: {
		...claim,
		rests: [{ number: 'F-2026-0117', amount: money(124_000n, 'EUR') }],
		sent: {
			...{ paidOn: localDate('2026-11-24'), reference: 'VIR 8841' },
			files: ['avis-de-virement.pdf']
		},
		text: 'Parti de notre banque mardi.'
	},
	claim_received_some: {
		...claim,
		event: 'claim_received_some',
		numbers: 'F-2026-0117, F-2026-0121',
		resting: 'F-2026-0121'
	},
	claim_again: { ...claim, event: 'claim_again' },
	claim_found: { ...claim, event: 'claim_found', path: '', on: localDate('2026-11-24') },
	claim_not_found: {
		...claim,
		event: 'claim_not_found',
		path: '/pay',
		on: localDate('2026-11-24'),
		text: 'Aucun virement de cette somme n’est arrivé. Pouvez-vous demander l’avis d’opéré à votre banque\u00a0?'
	}
};
