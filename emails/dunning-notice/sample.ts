import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['dunning-notice'];
type Item = Facts['items'][number];

const euros = (minor: bigint) => money(minor, 'EUR');
const item = (
	number: string,
	dueOn: string,
	daysLate: number,
	minor: bigint,
	fields: Partial<Item> = {}
): Item => ({
	number,
	path: `/invoices/${number.toLowerCase()}`,
	dueOn: localDate(dueOn),
	daysLate,
	state: daysLate > 0 ? 'overdue' : 'due_soon',
	open: euros(minor),
	collectible: euros(minor),
	disputed: euros(0n),
	disputes: [],
	...fields
});

/** Three overdue, one of them partly in dispute; one wholly in dispute; one due soon. */
export const sample: Facts = {
	customerName: 'Menuiserie Petit',
	contactName: 'Ana Petit',
	collector: { name: 'Claire Morel', email: 'claire.morel@gantier.example' },
	stepKey: 'reminder',
	tone: 'neutral',
	items: [
		item('F-2026-0412', '2026-02-04', 27, 61_850n),
		item('F-2026-0431', '2026-02-12', 19, 100_000n, {
			collectible: euros(80_000n),
			disputed: euros(20_000n),
			disputes: ['LIT-2026-000123']
		}),
		item('F-2026-0440', '2026-02-21', 10, 30_000n),
		item('F-2026-0455', '2026-02-25', 6, 31_240n, {
			state: 'disputed',
			collectible: euros(0n),
			disputed: euros(31_240n),
			disputes: ['LIT-2026-000131']
		}),
		item('F-2026-0502', '2026-03-16', -13, 45_000n)
	],
	collectible: [euros(216_850n)],
	overdue: [euros(171_850n)],
	disputed: [euros(51_240n)]
};

const preventive: Facts = {
	...sample,
	stepKey: 'preventive',
	tone: 'courtesy',
	items: [
		item('F-2026-0502', '2026-03-16', -13, 45_000n),
		item('F-2026-0507', '2026-03-18', -15, 128_000n)
	],
	collectible: [euros(173_000n)],
	overdue: [],
	disputed: []
};

const single: Facts = {
	...sample,
	stepKey: 'courtesy',
	tone: 'courtesy',
	items: [item('F-2026-0412', '2026-03-01', 2, 61_850n)],
	collectible: [euros(61_850n)],
	overdue: [euros(61_850n)],
	disputed: []
};

const long: Facts = {
	...sample,
	tone: 'firm',
	contactName: '',
	items: [
		...Array.from({ length: 9 }, (_, at) => item(`F-2026-05${at + 10}`, '2026-01-31', 31, 12_345n)),
		item('EXP-2026-77', '2026-02-10', 21, 0n, {
			open: money(240_000n, 'GBP'),
			collectible: money(240_000n, 'GBP'),
			disputed: money(0n, 'GBP')
		}),
		...Array.from({ length: 4 }, (_, at) => item(`F-2026-06${at + 10}`, '2026-02-10', 21, 12_345n))
	],
	collectible: [euros(160_485n), money(240_000n, 'GBP')],
	overdue: [euros(160_485n), money(240_000n, 'GBP')],
	disputed: []
};

export const samples: Record<string, Facts> = {
	reminder: sample,
	preventive,
	single,
	long,
	credit: {
		...sample,
		collectible: [euros(126_850n)],
		overdue: [euros(81_850n)],
		credit: [euros(90_000n)]
	},
	promised: {
		...sample,
		items: sample.items.map((one) =>
			one.number === 'F-2026-0440'
				? { ...one, collectible: euros(10_000n), promised: euros(20_000n) }
				: one
		),
		collectible: [euros(196_850n)],
		overdue: [euros(151_850n)]
	},
	decided: {
		...sample,
		items: sample.items.map((one) =>
			one.state === 'disputed'
				? { ...one, refused: { amount: euros(16_240n), disputes: one.disputes } }
				: one
		),
		refused: [euros(16_240n)]
	},
	granted: {
		...sample,
		items: sample.items.map((one) =>
			one.state === 'disputed'
				? { ...one, accepted: { amount: one.disputed, disputes: one.disputes } }
				: one
		),
		accepted: [euros(31_240n)]
	},
	quiet: {
		...sample,
		items: sample.items.map((one) =>
			one.number === 'F-2026-0440'
				? { ...one, state: 'held', collectible: euros(0n), quiet: euros(30_000n) }
				: one
		),
		collectible: [euros(186_850n)],
		overdue: [euros(141_850n)]
	},
	formal: { ...sample, tone: 'formal', stepKey: 'formal_notice' }
};
