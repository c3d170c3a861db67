import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['staff-alert'];

export const sample: Facts = {
	event: 'dispute_opened',
	reference: 'LIT-2026-000123',
	deskPath: '/disputes/LIT-2026-000123',
	customerName: 'Menuiserie Petit',
	amount: money(31_240n, 'EUR'),
	text: 'Nous avons reçu 8 panneaux au lieu de 10.'
};

const ofAccount = {
	...sample,
	reference: 'C-10482',
	deskPath: '/customers/C-10482#promises',
	text: 'Vous vous engagez à payer cette somme au plus tard le 4 décembre 2026.'
};
const { amount: _, ...asked } = ofAccount;

export const samples: Record<Facts['event'], Facts> = {
	dispute_opened: {
		...{ ...sample, holder: 'Karim Benali' },
		reason: {
			...{ fr: 'Livraison incomplète', en: 'Short delivery' },
			...{ de: 'Unvollständige Lieferung', es: 'Entrega incompleta' }
		}
	},
	resolver_answered: {
		...sample,
		event: 'resolver_answered',
		text: 'Huit panneaux livrés, deux en attente.'
	},
	resolver_hands_back: {
		...{ ...sample, event: 'resolver_hands_back', colleague: 'Karim Benali' },
		text: 'Karim Benali : « Ce n’est pas pour moi »'
	},
	customer_replied: { ...sample, event: 'customer_replied', text: 'Voici la photo demandée.' },
	case_grown: {
		...{ ...sample, event: 'case_grown', colleague: 'Karim Benali' },
		...{ amount: money(11_240n, 'EUR'), text: 'LIT-2026-000131\nF-2026-0131 – 112,40 €' }
	},
	dispute_withdrawn: { ...sample, event: 'dispute_withdrawn', text: '' },
	proposal_accepted: { ...sample, event: 'proposal_accepted', text: 'Ana Petit' },
	proposal_refused: { ...sample, event: 'proposal_refused', text: 'Ana Petit\nC’est trop peu.' },
	proposal_outdated: {
		...sample,
		event: 'proposal_outdated',
		text: 'La somme ouverte est maintenant de 212,40 €. Faites une nouvelle proposition.'
	},
	proposal_undone: { ...sample, event: 'proposal_undone', text: '' },
	proposal_expired: {
		...sample,
		event: 'proposal_expired',
		answerDueOn: localDate('2026-11-27'),
		text: ''
	},
	proposal_overtaken: {
		...sample,
		event: 'proposal_overtaken',
		amount: money(21_240n, 'EUR'),
		answerDueOn: localDate('2026-11-27'),
		text: ''
	},
	low_satisfaction: {
		...sample,
		event: 'low_satisfaction',
		text: 'La réponse a-t-elle réglé le problème\u00a0? 1 / 5\nÉtait-ce simple pour vous\u00a0? 2 / 5\nTrop long.'
	},
	approval_granted: {
		...{ ...sample, event: 'approval_granted', colleague: 'Sophie Petit' },
		text: 'D’accord, mais rappelez au client que le transport reste dû.'
	},
	approval_refused: {
		...{ ...sample, event: 'approval_refused', colleague: 'Sophie Petit' },
		text: 'Le contrat ne prévoit pas ce tarif.'
	},
	approval_question: {
		...{ ...sample, event: 'approval_question', colleague: 'Sophie Petit' },
		text: 'Avons-nous l’accord de prix par écrit ?'
	},
	approval_silent: { ...sample, event: 'approval_silent', colleague: 'Sophie Petit', text: '' },
	approval_expired: {
		...{ ...sample, event: 'approval_expired', text: '' },
		offerUntil: localDate('2026-11-20')
	},
	approval_outdated: { ...sample, event: 'approval_outdated', text: '' },
	task_given: {
		...{ ...sample, event: 'task_given', colleague: 'Claire Morel' },
		...{ deskPath: `${sample.deskPath}#tasks-title`, doBy: localDate('2026-12-04') },
		text: 'Corriger le tarif du chêne dans la fiche article.'
	},
	task_late: {
		...{ ...sample, event: 'task_late', colleague: 'Claire Morel' },
		...{ deskPath: `${sample.deskPath}#tasks-title`, doBy: localDate('2026-11-20') },
		text: 'Corriger le tarif du chêne dans la fiche article.'
	},
	task_without_owner: {
		...{ ...sample, event: 'task_without_owner', colleague: 'Claire Morel' },
		...{ deskPath: `${sample.deskPath}#cause-title`, doBy: localDate('2026-11-20') },
		text: 'Relire les tarifs du chêne avant chaque campagne.'
	},
	resolver_asks: {
		...{ ...sample, event: 'resolver_asks', colleague: 'Karim Benali' },
		text: 'Quel tarif avions-nous convenu pour le chêne en 2026\u00a0?'
	},
	mentioned: {
		...{ ...sample, event: 'mentioned', colleague: 'Claire Morel' },
		text: '@Karim Benali, le transporteur dit avoir livré dix panneaux\u00a0: qui a signé ?'
	},
	credit_failed: { ...sample, event: 'credit_failed', text: 'Compte client bloqué.' },
	resolver_silent: { ...sample, event: 'resolver_silent', colleague: 'Karim Benali', text: '' },
	resolver_left: { ...sample, event: 'resolver_left', colleague: 'Karim Benali', text: '' },
	resolver_away: {
		...{ ...sample, event: 'resolver_away', colleague: 'Karim Benali', text: '' },
		awayUntil: localDate('2026-12-12')
	},
	promise_made: { ...ofAccount, event: 'promise_made' },
	promise_to_decide: { ...ofAccount, event: 'promise_to_decide' },
	promise_withdrawn: { ...ofAccount, event: 'promise_withdrawn' },
	request_withdrawn: { ...ofAccount, event: 'request_withdrawn' },
	payment_claimed: {
		...ofAccount,
		event: 'payment_claimed',
		reference: 'F-2026-0117',
		on: localDate('2026-11-24'),
		text: 'VIR SEPA 8841'
	},
	copy_asked: { ...ofAccount, event: 'copy_asked', reference: 'F-2026-0117', text: '' },
	question: { ...asked, event: 'question', text: 'Pouvez-vous nous envoyer un relevé ?' },
	wrong_person: {
		...asked,
		event: 'wrong_person',
		text: 'Écrivez à Julie Bernard, julie.bernard@petit.example'
	}
};
