import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['staff-digest'];

const of = (reference: string, customerName: string, minor: bigint) => ({
	...{ reference, customerName },
	amount: money(minor, 'EUR')
});

const waiting: Facts['waiting'] = [
	{
		...of('LIT-2026-000123', 'Menuiserie Petit', 31_240n),
		...{ blocked: 12, dueOn: localDate('2026-11-27') }
	},
	{
		...of('LIT-2026-000131', 'Atelier Roussel', 184_000n),
		...{ blocked: 1, dueOn: localDate('2026-12-02') }
	},
	{
		...of('LIT-2026-000127', 'Bois et Cie', 312_400n),
		...{ blocked: 4, dueOn: localDate('2026-11-27'), wants: 'signature' }
	}
];
const news: Facts['news'] = [
	{
		...of('LIT-2026-000118', 'Bois et Cie', 92_000n),
		...{ event: 'mentioned', colleague: 'Claire Morel' }
	},
	{
		...of('LIT-2026-000102', 'Garage du Port', 45_000n),
		...{ event: 'approval_granted', colleague: 'Sophie Petit' }
	}
];

const deadlines: Facts['deadlines'] = [
	{
		...of('LIT-2026-000123', 'Menuiserie Petit', 31_240n),
		...{ blocked: 12, dueOn: localDate('2026-11-27'), stage: 'answer', standing: 'breached' },
		name: ''
	},
	{
		...of('LIT-2026-000131', 'Atelier Roussel', 184_000n),
		...{ blocked: 1, dueOn: localDate('2026-12-02'), stage: 'acknowledgement', standing: 'risk' },
		name: 'Karim Benali'
	}
];
const team: Facts['team'] = [
	{
		...of('LIT-2026-000123', 'Menuiserie Petit', 31_240n),
		...{ blocked: 12, dueOn: localDate('2026-11-27'), stage: 'answer', name: 'Claire Morel' }
	},
	{
		...of('LIT-2026-000118', 'Bois et Cie', 92_000n),
		...{ blocked: 20, dueOn: localDate('2026-11-20'), stage: null, name: 'Karim Benali' }
	}
];
const promises: Facts['promises'] = [
	{
		...{ customerCode: 'M1', customerName: 'Menuiserie Petit', dueOn: localDate('2027-01-29') },
		amounts: [money(240_000n, 'EUR')]
	}
];

export const sample: Facts = { waiting, news };
export const samples: Record<
	| 'full'
	| 'waiting'
	| 'news'
	| 'bounded'
	| 'deadlines'
	| 'team'
	| 'stand_in'
	| 'outside'
	| 'promises',
	Facts
> = {
	full: sample,
	bounded: { ...sample, more: { news: 1, waiting: 34 } },
	waiting: { waiting, news: [] },
	news: { waiting: [], news: news.slice(0, 1) },
	deadlines: {
		...{ waiting: [], news: [], deadlines },
		more: { news: 0, waiting: 0, deadlines: 2, late: 3 }
	},
	team: { waiting: [], news: [], team, more: { news: 0, waiting: 0, team: 4 } },
	stand_in: {
		...{ waiting: [], news: [] },
		team: team.map((row, at) => ({ ...row, insteadOf: at > 0 ? 'Sophie Petit' : '' }))
	},
	outside: { waiting: [], news: [], team, isOutside: true },
	promises: { waiting, news: [], promises, more: { news: 0, waiting: 0, promises: 1 } }
};
