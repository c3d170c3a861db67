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

export const samples: Record<Facts['event'], Facts> = {
	dispute_opened: sample,
	resolver_answered: {
		...sample,
		event: 'resolver_answered',
		text: 'Huit panneaux livrés, deux en attente.'
	},
	customer_replied: { ...sample, event: 'customer_replied', text: 'Voici la photo demandée.' },
	dispute_withdrawn: { ...sample, event: 'dispute_withdrawn', text: '' }
};
