import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { check, CHECKERS, type CheckerName } from './checkers';
import { emptyJournal, type Journal, type Line, type Mail } from './journal';

const journal = (fields: Partial<Journal>): Journal => ({
	...emptyJournal({
		timeZone: 'Europe/Paris',
		sendFromMinute: 480,
		sendUntilMinute: 1080,
		weekdays: [1, 2, 3, 4, 5],
		closed: new Set(['2027-05-13']),
		minContactDelayDays: 3
	}),
	...fields
});

const line: Line = {
	invoiceId: 'F-1',
	currency: 'EUR',
	owedIn: 'EUR',
	askedMinor: 100n,
	mostMinor: 100n
};

const mail = (on: string, fields: Partial<Mail> = {}): Mail => ({
	customerId: 'c',
	leaderInvoiceId: 'F-1',
	stepKey: 'courtesy',
	position: 2,
	on,
	messageId: '<1@test>',
	to: 'ana@customer.test',
	claimedAt: new Date(`${on}T09:00:00Z`),
	lines: [line],
	totals: [money(100n, 'EUR')],
	...fields
});

const reminder = { stepKey: 'reminder', position: 3 };
const row = {
	deliveryId: 'd',
	on: '2027-03-02',
	seenAt: new Date('2027-03-02T12:00:00Z'),
	status: 'sent',
	messageId: '<1@test>',
	response: '250',
	leaseUntil: null
};
const wire = (at: string) => ({ deliveryId: 'd', on: at.slice(0, 10), at: new Date(at) });

const PLANTED: Record<CheckerName, Partial<Journal>> = {
	once_accepted: { mails: [mail('2027-03-02'), mail('2027-03-09')] },
	nothing_suspended: { mails: [mail('2027-03-02', { lines: [{ ...line, mostMinor: 99n }] })] },
	steps_forward: { mails: [mail('2027-03-02', reminder), mail('2027-03-09')] },
	days_between_contacts: { mails: [mail('2027-03-02'), mail('2027-03-04', reminder)] },
	one_per_contact_and_day: {
		mails: [mail('2027-03-02'), mail('2027-03-02', { customerId: 'd' })]
	},
	currencies_apart: { mails: [mail('2027-03-02', { totals: [money(101n, 'EUR')] })] },
	sent_is_proven: { rows: [{ ...row, response: '' }] },
	no_forgotten_claim: {
		rows: [{ ...row, status: 'claimed', leaseUntil: new Date('2027-03-02T10:59:00Z') }]
	},
	unknown_stays: {
		unknowns: [wire('2027-03-02T10:00:00Z')],
		attempts: [wire('2027-03-02T10:00:01Z')]
	},
	open_hours_only: { mails: [mail('2027-03-02', { claimedAt: new Date('2027-03-02T06:59:00Z') })] },
	every_day_explained: {
		days: [{ customerId: 'c', on: '2027-03-02', outcome: 'nothing', reasons: [] }]
	},
	one_run_a_day: { runs: [{ on: '2027-03-02' }, { on: '2027-03-02' }] }
};

test.each(Object.entries(PLANTED))('%s sees what is planted for it', (checker, fields) => {
	expect(check(journal(fields)).map((found) => found.checker)).toContain(checker);
});

test('a life in order has nothing to say', () => {
	const fields = {
		mails: [mail('2027-03-02'), mail('2027-03-10', reminder)],
		rows: [row],
		unknowns: [wire('2027-03-02T10:00:00Z')],
		attempts: [wire('2027-03-02T09:00:00Z')],
		days: [{ customerId: 'c', on: '2027-03-02', outcome: 'nothing', reasons: ['disputed'] }],
		runs: [{ on: '2027-03-02' }],
		wakeDays: new Set(['2027-03-02'])
	};
	expect(check(journal(fields))).toEqual([]);
	expect(Object.keys(PLANTED)).toEqual(Object.keys(CHECKERS));
});

/** Seven in the morning in Paris until the last Sunday of March, eight from then on. */
test('hours are those of the day, on both sides of a change of the clock', () => {
	const at = (instant: string) =>
		check(journal({ mails: [mail(instant.slice(0, 10), { claimedAt: new Date(instant) })] }));
	expect(at('2027-03-26T06:30:00Z')).toHaveLength(1);
	expect(at('2027-03-29T06:30:00Z')).toEqual([]);
	expect(at('2027-05-13T09:00:00Z')).toHaveLength(1);
	expect(at('2027-05-15T09:00:00Z')).toHaveLength(1);
});

test.each([
	['a day without a run', { wakeDays: new Set(['2027-03-02']) }],
	[
		'a mail after a call of the same day',
		{ visits: [mail('2027-03-02')], mails: [mail('2027-03-02', reminder)] }
	],
	[
		'two totals of one currency',
		{ mails: [mail('2027-03-02', { totals: [money(1n, 'EUR'), money(1n, 'EUR')] })] }
	],
	[
		'an invoice asked for in another currency',
		{ mails: [mail('2027-03-02', { lines: [{ ...line, owedIn: 'USD' }] })] }
	]
])('%s is seen', (_, fields) => {
	expect(check(journal(fields))).not.toEqual([]);
});
