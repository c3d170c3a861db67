import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

export const sample: MailFacts['dispute-resolved'] = {
	reference: 'LIT-2026-000123',
	path: '/disputes/LIT-2026-000123',
	invoices: ['F-2026-0431'],
	accepted: money(18_700n, 'EUR'),
	creditNote: 'AV-2026-0031',
	stillDue: money(105_300n, 'EUR'),
	dueOn: localDate('2026-12-18'),
	today: localDate('2026-11-27'),
	quietUntil: localDate('2026-12-04')
};

export const samples = {
	credit: sample,
	paid: { ...sample, stillDue: money(0n, 'EUR') },
	rests: { ...sample, stillDue: money(0n, 'EUR'), promised: money(105_300n, 'EUR') },
	refused: { ...sample, accepted: money(0n, 'EUR'), creditNote: '' }
};
