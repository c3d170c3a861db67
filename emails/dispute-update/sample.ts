import { localDate } from '$lib/domain/calendar';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['dispute-update'];

export const sample: Facts = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	event: 'waiting_customer',
	message: 'Bonjour,\nPouvez-vous nous envoyer une photo du bon de livraison ?\nMerci.',
	teamKey: 'logistics',
	answerDueOn: localDate('2026-11-27')
};

export const samples: Record<Facts['event'], Facts> = {
	waiting_customer: sample,
	assigned: { ...sample, event: 'assigned', message: '' },
	message: { ...sample, event: 'message', message: 'Votre avoir est en préparation.' },
	reopened: { ...sample, event: 'reopened', message: '' },
	withdrawn: { ...sample, event: 'withdrawn', message: '' }
};
