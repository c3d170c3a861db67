import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { decide } from './decide';
import type { Decision, DunningFacts, PastNotice } from './decision';
import { askedIn } from './decision';
import {
	anyFacts,
	anyScenario,
	codes,
	EVERY_DAY,
	facts,
	lateBy,
	noticeOf,
	openItem,
	SCENARIO,
	sent,
	stepNamed,
	TODAY
} from './facts.testing';

describe('an account in order', () => {
	it('sends the reminder of an invoice twelve days late to its collections contact', () => {
		const decision = decide(facts({ history: [sent('courtesy', '2026-03-02')] }));
		expect(decision).toMatchObject({
			outcome: 'send',
			contactId: 'contact-1',
			leaderInvoiceId: 'invoice-1',
			collectible: [money(100_000n, 'EUR')],
			overdue: [money(100_000n, 'EUR')],
			disputed: [],
			reasons: []
		});
		expect(decision.step?.key).toBe('reminder');
	});

	it('says that nothing is due when the customer owes nothing', () => {
		const decision = decide(facts({ openItems: [] }));
		expect(decision).toMatchObject({ outcome: 'nothing', items: [], collectible: [] });
		expect(codes(decision)).toEqual(['not_due_for_step']);
	});

	it('lists what is overdue and what falls due within thirty days, in the order of the due dates', () => {
		const openItems = [
			lateBy(-31, { invoiceId: 'far', number: 'F-4' }),
			lateBy(-30, { invoiceId: 'soon', number: 'F-3' }),
			lateBy(0, { invoiceId: 'today', number: 'F-2' }),
			lateBy(12, { invoiceId: 'late', number: 'F-1' })
		];
		const { items, collectible, overdue } = decide(facts({ openItems }));
		expect(items.map(({ invoiceId, state, daysLate }) => [invoiceId, state, daysLate])).toEqual([
			['late', 'overdue', 12],
			['today', 'due_soon', 0],
			['soon', 'due_soon', -30]
		]);
		expect(collectible).toEqual([money(300_000n, 'EUR')]);
		expect(overdue).toEqual([money(100_000n, 'EUR')]);
	});

	it('never adds two currencies', () => {
		const openItems = [
			lateBy(12),
			lateBy(11, { invoiceId: 'usd', currency: 'USD', openMinor: 5n })
		];
		expect(decide(facts({ openItems })).overdue).toEqual([
			money(100_000n, 'EUR'),
			money(5n, 'USD')
		]);
	});

	it('tells which step comes next and until when there is nothing to do', () => {
		const decision = decide(facts({ openItems: [lateBy(-20)] }));
		expect(decision).toMatchObject({ outcome: 'nothing', leaderInvoiceId: 'invoice-1' });
		expect(decision.reasons).toEqual([
			{
				code: 'not_due_for_step',
				reference: 'preventive',
				stepName: SCENARIO[0]!.name,
				until: addDays(TODAY, 4),
				invoiceId: 'invoice-1',
				invoiceNumber: 'F-001'
			}
		]);
	});

	it('sends the preventive message with the invoices that fall due and nothing overdue', () => {
		const decision = decide(facts({ openItems: [lateBy(-10)] }));
		expect(decision).toMatchObject({ outcome: 'send', step: { key: 'preventive' }, overdue: [] });
		expect(decision.items).toMatchObject([{ state: 'due_soon', daysLate: -10 }]);
	});
});

describe('a dispute', () => {
	it('chases the undisputed €800 of €1,000 and names the €200 in dispute', () => {
		const openItems = [openItem({ disputedMinor: 20_000n, disputes: ['LIT-2026-000001'] })];
		const decision = decide(facts({ openItems }));
		expect(decision).toMatchObject({
			outcome: 'send',
			collectible: [money(80_000n, 'EUR')],
			disputed: [money(20_000n, 'EUR')],
			items: [{ state: 'overdue', collectibleMinor: 80_000n, disputedMinor: 20_000n }]
		});
		expect(decision.reasons).toContainEqual({
			code: 'partly_disputed',
			reference: 'LIT-2026-000001',
			amount: money(20_000n, 'EUR'),
			invoiceId: 'invoice-1',
			invoiceNumber: 'F-001'
		});
	});

	it('leaves a wholly disputed invoice alone and lets the next one lead', () => {
		const openItems = [
			lateBy(40, { disputedMinor: 100_000n, disputes: ['LIT-2026-000001'] }),
			lateBy(3, { invoiceId: 'invoice-2', number: 'F-002' })
		];
		const decision = decide(facts({ openItems }));
		expect(decision).toMatchObject({
			outcome: 'send',
			step: { key: 'courtesy' },
			leaderInvoiceId: 'invoice-2',
			items: [{ state: 'disputed', collectibleMinor: 0n }, { state: 'overdue' }]
		});
		expect(codes(decision)).toContain('disputed');
	});

	it('says nothing at all when all is in dispute', () => {
		const decision = decide(facts({ openItems: [openItem({ disputedMinor: 100_000n })] }));
		expect(decision.outcome).toBe('nothing');
		expect(codes(decision)).toEqual(['disputed']);
	});

	it('counts a claim above the open amount as the open amount only', () => {
		const openItems = [openItem({ openMinor: 30_000n, disputedMinor: 100_000n })];
		expect(decide(facts({ openItems })).disputed).toEqual([money(30_000n, 'EUR')]);
	});

	it('is followed by quiet days, whose last one is still quiet', () => {
		const quiet = decide(facts({ openItems: [openItem({ quietUntil: TODAY })] }));
		expect(quiet).toMatchObject({ outcome: 'nothing', items: [{ state: 'held' }] });
		expect(quiet.reasons).toMatchObject([{ code: 'quiet_period', until: TODAY }]);
		const over = decide(facts({ openItems: [openItem({ quietUntil: addDays(TODAY, -1) })] }));
		expect(over.outcome).toBe('send');
	});
});

describe('the quiet days after a dispute', () => {
	it('are about what was contested only: the rest was asked for all along', () => {
		const openItems = [openItem({ quietUntil: TODAY, quietMinor: 1n })];
		const decision = decide(facts({ openItems }));
		expect(decision).toMatchObject({
			outcome: 'send',
			collectible: [money(99_999n, 'EUR')],
			items: [{ state: 'overdue', quietMinor: 1n }]
		});
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'quiet_period', until: TODAY, amount: money(1n, 'EUR') })
		);
	});

	it('never cover twice what is promised or in dispute again', () => {
		const openItems = [
			openItem({
				disputedMinor: 30_000n,
				promisedMinor: 50_000n,
				quietMinor: 40_000n,
				quietUntil: TODAY
			})
		];
		expect(decide(facts({ openItems })).items).toMatchObject([
			{ state: 'held', collectibleMinor: 0n, quietMinor: 20_000n }
		]);
	});
});

describe('a part that is said to be paid', () => {
	const saying = (amountMinor: bigint, more: object = {}) =>
		facts({
			holds: [
				{
					...{ kind: 'payment_announced' as const, invoiceId: 'invoice-1', amountMinor },
					...{ reason: 'VIR 8841', until: TODAY }
				}
			],
			...more
		});

	it('rests until its day, and the rest is asked for', () => {
		const decision = decide(saying(60_000n));
		expect(decision).toMatchObject({
			outcome: 'send',
			collectible: [money(40_000n, 'EUR')],
			items: [{ state: 'overdue', heldMinor: 60_000n, collectibleMinor: 40_000n }]
		});
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({
				...{ code: 'payment_announced', until: TODAY, amount: money(60_000n, 'EUR') }
			})
		);
		const over = decide({ ...saying(60_000n), today: addDays(TODAY, 1) });
		expect(over.collectible).toEqual([money(100_000n, 'EUR')]);
	});

	it('never rests twice: two parts that meet say together what is open', () => {
		const part = (reference: string) => ({
			...{ kind: 'payment_announced' as const, invoiceId: 'invoice-1', amountMinor: 60_000n },
			...{ reason: reference, until: TODAY }
		});
		const { reasons } = decide(facts({ holds: [part('VIR 1'), part('VIR 2'), part('VIR 3')] }));
		expect(
			reasons
				.filter(({ code }) => code === 'payment_announced')
				.map(({ reference, amount }) => [reference, amount?.minor])
		).toEqual([
			['VIR 1', 60_000n],
			['VIR 2', 40_000n]
		]);
	});

	it('that is all of it rests as the whole would', () => {
		expect(decide(saying(100_000n))).toMatchObject({
			outcome: 'nothing',
			items: [{ state: 'held', collectibleMinor: 0n }]
		});
	});

	it('stands beside what is disputed and promised: together they are what is open', () => {
		const openItems = [openItem({ disputedMinor: 30_000n, promisedMinor: 20_000n })];
		expect(decide(saying(60_000n, { openItems })).items).toMatchObject([
			{
				...{ disputedMinor: 30_000n, promisedMinor: 20_000n, heldMinor: 50_000n },
				collectibleMinor: 0n
			}
		]);
	});
});

describe('promises and holds', () => {
	it('waits for a promise until its last day and resumes on the next one', () => {
		const promised = (promisedUntil: typeof TODAY) =>
			decide(facts({ openItems: [openItem({ promisedMinor: 100_000n, promisedUntil })] }));
		expect(promised(TODAY)).toMatchObject({ outcome: 'nothing', items: [{ state: 'promised' }] });
		expect(codes(promised(TODAY))).toEqual(['promise_open']);
		expect(promised(addDays(TODAY, -1)).outcome).toBe('send');
	});

	it('lists the part that is promised beside the part that is asked for', () => {
		const openItems = [openItem({ promisedMinor: 50_000n, promisedUntil: TODAY })];
		expect(decide(facts({ openItems })).items).toMatchObject([
			{ state: 'overdue', collectibleMinor: 50_000n, promisedMinor: 50_000n }
		]);
		expect(decide(facts()).items[0]).not.toHaveProperty('promisedMinor');
	});

	it('never lets a promise cover the disputed part twice', () => {
		const openItems = [openItem({ disputedMinor: 60_000n, promisedMinor: 60_000n })];
		const decision = decide(facts({ openItems }));
		expect(decision.items).toMatchObject([{ state: 'promised', collectibleMinor: 0n }]);
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'promise_open', amount: money(40_000n, 'EUR') })
		);
	});

	it.each([
		['manual', 'held_invoice'],
		['invoice_copy_sent', 'held_invoice'],
		['payment_announced', 'payment_announced']
	] as const)('an invoice on hold (%s) is left out as %s', (kind, code) => {
		const holds = [{ kind, invoiceId: 'invoice-1', reason: 'call back', until: TODAY }];
		const decision = decide(facts({ holds }));
		expect(decision).toMatchObject({
			outcome: 'nothing',
			collectible: [],
			items: [{ state: 'held' }]
		});
		expect(decision.reasons).toEqual([
			{ code, reference: 'call back', until: TODAY, invoiceId: 'invoice-1', invoiceNumber: 'F-001' }
		]);
	});

	it.each([
		['manual', 'held_customer'],
		['customer_in_dispute', 'held_customer'],
		['opted_out', 'opted_out'],
		['payment_announced', 'payment_announced']
	] as const)('a customer on hold (%s) is left alone as %s', (kind, code) => {
		const decision = decide(facts({ holds: [{ kind, reason: 'talks' }] }));
		expect(decision).toMatchObject({
			outcome: 'nothing',
			collectible: [],
			items: [{ state: 'held' }]
		});
		expect(decision.reasons).toEqual([{ code, reference: 'talks' }]);
	});

	it('waits until somebody has read what was answered by mail', () => {
		const decision = decide(facts({ replyUnread: TODAY }));
		expect(decision).toMatchObject({
			outcome: 'nothing',
			collectible: [],
			items: [{ state: 'held' }]
		});
		expect(decision.reasons).toEqual([{ code: 'reply_unread', since: TODAY }]);
	});

	it('forgets a hold the day after its last day', () => {
		const holds = [{ kind: 'manual' as const, reason: 'talks', until: addDays(TODAY, -1) }];
		expect(decide(facts({ holds })).outcome).toBe('send');
	});

	it('leaves a customer at the lawyers to the lawyers', () => {
		const customer = { customerId: 'customer-1', directDebit: false, legalStage: true };
		const decision = decide(facts({ customer }));
		expect(decision.outcome).toBe('nothing');
		expect(codes(decision)).toEqual(['legal_stage']);
	});
});

describe('direct debit', () => {
	const customer = { customerId: 'customer-1', directDebit: true, legalStage: false };

	it('announces the next debit but never chases a late one', () => {
		const openItems = [lateBy(12), lateBy(-10, { invoiceId: 'next', number: 'F-002' })];
		const decision = decide(facts({ customer, openItems }));
		expect(decision).toMatchObject({
			outcome: 'send',
			step: { key: 'preventive' },
			leaderInvoiceId: 'next',
			overdue: []
		});
		expect(codes(decision)).toEqual(['direct_debit']);
	});

	it('says direct debit when only late invoices are open', () => {
		expect(codes(decide(facts({ customer })))).toEqual(['direct_debit']);
	});
});

describe('what is in the way', () => {
	const stopped: [string, Partial<DunningFacts>, string][] = [
		['no scenario', { scenario: null }, 'no_scenario'],
		['a public holiday', { calendar: { weekdays: [2], closed: new Set([TODAY]) } }, 'holiday'],
		['the minute before opening', { minuteOfDay: 479 }, 'outside_window'],
		['closing time', { minuteOfDay: 1080 }, 'outside_window'],
		['old bank data', { staleSource: { name: 'banque', lastOn: null } }, 'stale_cash_data'],
		['no contact', { contacts: [] }, 'no_contact'],
		['a small amount', { policy: { ...facts().policy, minimumMinor: 100_001n } }, 'below_minimum'],
		['a credit of the same amount', { credits: [money(100_000n, 'EUR')] }, 'credit_covers'],
		[
			'an invoice without due date',
			{ openItems: [openItem({ dueOn: null })] },
			'invoice_without_due_date'
		]
	];

	it.each(stopped)('%s: nothing leaves', (_what, overrides, code) => {
		const decision = decide(facts(overrides));
		expect(decision.outcome).toBe('nothing');
		expect(codes(decision)).toContain(code);
	});

	it('sends within the hours and exactly at the minimum', () => {
		const policy = { ...facts().policy, minimumMinor: 100_000n };
		expect(decide(facts({ minuteOfDay: 480, policy })).outcome).toBe('send');
		expect(decide(facts({ minuteOfDay: 1079, policy })).outcome).toBe('send');
	});

	it('measures the minimum of a reminder on what is overdue, not on what falls due later', () => {
		const openItems = [lateBy(12, { openMinor: 300n }), lateBy(-20, { invoiceId: 'next' })];
		const scenario = [{ ...stepNamed('reminder'), minimumMinor: 1_000 }];
		expect(decide(facts({ openItems, scenario })).reasons).toContainEqual({
			code: 'below_minimum',
			amount: money(300n, 'EUR')
		});
	});

	it('announces what falls due even when the bank data are old', () => {
		expect(
			decide(facts({ openItems: [lateBy(-10)], staleSource: { name: 'banque', lastOn: null } }))
				.outcome
		).toBe('send');
	});

	it('keeps its distance from the last contact, until the last day of the delay', () => {
		const history = [sent('courtesy', '2026-03-06')];
		const decision = decide(facts({ history }));
		expect(decision.reasons).toContainEqual({
			code: 'min_contact_delay',
			since: localDate('2026-03-06'),
			until: localDate('2026-03-10')
		});
		expect(decide(facts({ history: [sent('courtesy', '2026-03-05')] })).outcome).toBe('send');
	});

	it('does not count a notice that never reached anybody', () => {
		const history = [sent('courtesy', '2026-03-09', { counts: false })];
		expect(decide(facts({ history })).outcome).toBe('send');
	});

	it('writes once a day at most, even without a minimum delay', () => {
		const policy = { ...facts().policy, minContactDelayDays: 0 };
		const history = [sent('courtesy', TODAY, { leaderInvoiceId: 'paid' })];
		expect(codes(decide(facts({ policy, history })))).toContain('min_contact_delay');
	});

	it('tells every obstacle at once and the step that waits', () => {
		const decision = decide(
			facts({ contacts: [], staleSource: { name: 'banque', lastOn: null }, minuteOfDay: 0 })
		);
		expect(codes(decision)).toEqual(
			expect.arrayContaining(['stale_cash_data', 'no_contact', 'outside_window'])
		);
		expect(decision).toMatchObject({ outcome: 'nothing', step: { key: 'reminder' } });
	});
});

describe('a credit that covers only a part', () => {
	const openItems = [lateBy(20), lateBy(12, { invoiceId: 'next', number: 'F-002' })];

	it('is named and deducted from what is asked for', () => {
		const decision = decide(facts({ openItems, credits: [money(90_000n, 'EUR')] }));
		expect(decision).toMatchObject({
			credit: [money(90_000n, 'EUR')],
			collectible: [money(110_000n, 'EUR')],
			overdue: [money(110_000n, 'EUR')],
			items: [{ collectibleMinor: 100_000n }, { collectibleMinor: 100_000n }]
		});
	});

	it('is what is left of it once the oldest invoices are covered', () => {
		const decision = decide(facts({ openItems, credits: [money(130_000n, 'EUR')] }));
		expect(decision).toMatchObject({
			credit: [money(30_000n, 'EUR')],
			collectible: [money(70_000n, 'EUR')]
		});
		expect(codes(decision)).toContain('credit_covers');
	});

	it('of another currency, or of nothing that is asked for, is not named', () => {
		expect(decide(facts({ credits: [money(5n, 'USD')] })).credit).toBeUndefined();
		expect(decide(facts({ credits: [money(150_000n, 'EUR')] })).credit).toBeUndefined();
	});

	it('counts against the minimum of a message', () => {
		const policy = { ...facts().policy, minimumMinor: 20_000n };
		const decision = decide(facts({ policy, credits: [money(90_000n, 'EUR')] }));
		expect(decision.reasons).toContainEqual({
			code: 'below_minimum',
			amount: money(10_000n, 'EUR')
		});
	});
});

describe('the minimum of the organisation', () => {
	it('says nothing about another currency', () => {
		const policy = { ...facts().policy, minimumMinor: 1_000n };
		const openItems = [openItem({ currency: 'JPY', openMinor: 500n })];
		expect(codes(decide(facts({ policy, openItems })))).not.toContain('below_minimum');
	});
});

describe('a residue in one currency', () => {
	const policy = { ...facts().policy, minimumMinor: 1_000n };
	const residue = lateBy(60, { invoiceId: 'residue', number: 'F-0', openMinor: 300n });
	const dollars = lateBy(12, { invoiceId: 'usd', number: 'F-1', currency: 'USD' });

	it('does not silence another, which sets the pace then', () => {
		const decision = decide(facts({ policy, openItems: [residue, dollars] }));
		expect(decision).toMatchObject({
			outcome: 'send',
			leaderInvoiceId: 'usd',
			step: { key: 'reminder' }
		});
	});

	it('waits for its own minimum when every currency is below', () => {
		const scenario = [{ ...stepNamed('reminder'), minimumMinor: 200_000 }];
		const decision = decide(facts({ policy, scenario, openItems: [residue, dollars] }));
		expect(codes(decision)).toContain('below_minimum');
		expect(codes(decide(facts({ policy, openItems: [residue] })))).toContain('below_minimum');
	});

	it('is no residue together with what else is late in its currency', () => {
		const openItems = [residue, lateBy(3, { openMinor: 700n }), dollars];
		expect(decide(facts({ policy, openItems })).leaderInvoiceId).toBe('residue');
	});

	it('of dollars is chased: the minimum is in euros and nothing is converted', () => {
		const openItems = [{ ...dollars, openMinor: 3n }];
		expect(decide(facts({ policy, openItems })).outcome).toBe('send');
	});
});

describe('what is asked for', () => {
	const both = [lateBy(30), lateBy(-12, { invoiceId: 'soon', number: 'F-soon' })];

	it('is never what is not due yet, once something is overdue', () => {
		const decision = decide(facts({ openItems: both }));
		expect(decision.items).toHaveLength(2);
		expect(askedIn(decision)).toEqual([{ minor: 100_000n, currency: 'EUR' }]);
	});

	it('is what falls due, while nothing is overdue', () => {
		const decision = decide(facts({ openItems: both.slice(1) }));
		expect(askedIn(decision)).toEqual([{ minor: 100_000n, currency: 'EUR' }]);
	});
});

describe('what is not sent by itself', () => {
	const history = [sent('courtesy', '2026-02-01'), sent('reminder', '2026-02-10')];

	it('asks for a call at day twenty', () => {
		expect(decide(facts({ openItems: [lateBy(20)], history }))).toMatchObject({
			outcome: 'task',
			step: { key: 'call' },
			contactId: 'contact-1'
		});
	});

	it('asks a person before a formal notice', () => {
		const decision = decide(facts({ openItems: [lateBy(30)], history }));
		expect(decision).toMatchObject({ outcome: 'confirm', step: { key: 'formal_notice' } });
		expect(codes(decision)).toContain('step_needs_confirmation');
	});

	it('reminds before a formal notice somebody who was never contacted about this invoice', () => {
		const decision = decide(facts({ openItems: [lateBy(30)] }));
		expect(decision).toMatchObject({ outcome: 'send', step: { key: 'reminder' } });
	});

	it('gives no formal notice where no informal step could come first', () => {
		const decision = decide(
			facts({ openItems: [lateBy(30)], scenario: [stepNamed('formal_notice')] })
		);
		expect(decision.outcome).toBe('nothing');
		expect(codes(decision)).toContain('prior_step_required');
	});

	it('keeps the file from the lawyers while the formal notice came back, and says so', () => {
		const formal = { tone: 'formal' as const };
		const back = sent('formal_notice', '2026-02-20', { ...formal, counts: false, returned: true });
		const openItems = [lateBy(50)];
		const decision = decide(facts({ openItems, history: [...history, back] }));
		expect(decision).toMatchObject({ outcome: 'nothing', step: { key: 'legal' } });
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'prior_step_required', since: '2026-02-20' })
		);
		const second = sent('formal_notice', '2026-02-25', formal);
		const after = decide(facts({ openItems, history: [...history, back, second] }));
		expect(after).toMatchObject({ outcome: 'confirm', step: { key: 'legal' } });
	});

	it('does not remind again for each old invoice of a ledger that was just imported', () => {
		const openItems = [lateBy(300), lateBy(200, { invoiceId: 'second', number: 'F-2' })];
		const { taken } = live(facts({ openItems }), 60);
		expect(taken.map(({ decision }) => decision.step?.key)).toEqual(['reminder']);
	});

	it('asks a person to post an automatic letter', () => {
		const scenario = [{ ...stepNamed('reminder'), channel: 'letter' as const }];
		expect(decide(facts({ scenario })).outcome).toBe('confirm');
	});
});

describe('a promise that was not kept', () => {
	const broken = (days: number, on: number) =>
		lateBy(days, { promiseBrokenOn: addDays(TODAY, -on) });

	it('is answered one step higher, without waiting for its day', () => {
		const history = [sent('courtesy', addDays(TODAY, -9))];
		const decision = decide(facts({ openItems: [broken(12, 1)], history }));
		expect(decision).toMatchObject({ outcome: 'task', step: { key: 'call' } });
	});

	it('goes on as usual once it was answered', () => {
		const history = [sent('courtesy', addDays(TODAY, -20)), sent('reminder', addDays(TODAY, -6))];
		const decision = decide(facts({ openItems: [broken(17, 8)], history }));
		expect(decision).toMatchObject({ outcome: 'nothing' });
		expect(codes(decision)).toContain('already_sent');
	});

	it('is answered once, be it on the very day it broke', () => {
		const history = [sent('courtesy', addDays(TODAY, -9)), sent('call', addDays(TODAY, -1))];
		const quick = { ...facts().policy, minContactDelayDays: 0 };
		const world = facts({ openItems: [broken(13, 1)], history, policy: quick });
		expect(decide(world)).toMatchObject({ outcome: 'nothing' });
	});

	it('is answered by the step above the one of that day, however late somebody looks', () => {
		const history = [sent('courtesy', addDays(TODAY, -18))];
		expect(decide(facts({ openItems: [broken(25, 12)], history })).step?.key).toBe('call');
		expect(decide(facts({ openItems: [broken(31, 18)], history })).step?.key).toBe('formal_notice');
	});

	it('makes nothing formal of somebody who was never told, and hands nobody over', () => {
		expect(decide(facts({ openItems: [broken(25, 1)] })).step?.key).toBe('call');
		const history = [sent('formal_notice', addDays(TODAY, -12))];
		expect(decide(facts({ openItems: [broken(40, 1)], history })).outcome).toBe('nothing');
	});

	it('says nothing of lateness before the due date', () => {
		expect(decide(facts({ openItems: [broken(-10, 1)] })).step?.key).toBe('preventive');
	});
});

describe('a milder step than the day calls for', () => {
	it('says which one waits for a first contact, and only when it is taken', () => {
		const taken = decide(facts({ openItems: [lateBy(40)] }));
		expect([taken.step?.key, codes(taken)[0]]).toEqual(['reminder', 'prior_step_required']);
		const closed = decide(facts({ openItems: [lateBy(40)], contacts: [] }));
		expect(codes(closed)).not.toContain('prior_step_required');
	});
});

describe('steps that are not for everybody', () => {
	const forKeyAccounts = SCENARIO.map((step) =>
		step.key === 'reminder' ? { ...step, onlyGroups: ['key-accounts'] } : step
	);
	const customer = (group?: string) => ({
		customer: { ...facts().customer, ...(group && { group }) },
		scenario: forKeyAccounts
	});

	it('are taken for their group only', () => {
		expect(decide(facts(customer('key-accounts'))).step?.key).toBe('reminder');
		expect(decide(facts(customer('retail'))).outcome).toBe('nothing');
		expect(decide(facts(customer())).outcome).toBe('nothing');
	});

	it('are left out while they are switched off', () => {
		const scenario = SCENARIO.map((step) => ({ ...step, disabled: step.key === 'reminder' }));
		expect(decide(facts({ scenario })).outcome).toBe('nothing');
	});
});

describe('who gets it, and when', () => {
	const contact = facts().contacts[0]!;

	it('names those who get a copy', () => {
		const contacts = [contact, { ...contact, contactId: 'contact-2', role: 'billing' as const }];
		const scenario = SCENARIO.map((step) => ({ ...step, copyRoles: ['billing' as const] }));
		expect(decide(facts({ contacts, scenario }))).toMatchObject({
			contactId: 'contact-1',
			copyContactIds: ['contact-2']
		});
	});

	it('writes to nobody whose week is full of our mails', () => {
		const policy = { ...facts().policy, weeklyMails: 3 };
		const full = facts({ policy, contacts: [{ ...contact, recentMails: 3 }] });
		expect(codes(decide(full))).toContain('min_contact_delay');
		expect(decide({ ...full, contacts: [{ ...contact, recentMails: 2 }] }).outcome).toBe('send');
	});

	it('looks at the clock of whoever reads it', () => {
		const early = facts({ minuteOfDay: 600, contacts: [{ ...contact, minuteOfDay: 240 }] });
		expect(codes(decide(early))).toContain('outside_window');
		expect(decide(facts({ minuteOfDay: 600 })).outcome).toBe('send');
		const midnight = facts({ minuteOfDay: 600, contacts: [{ ...contact, minuteOfDay: 0 }] });
		expect(codes(decide(midnight))).toContain('outside_window');
	});

	it('keeps to the days on which messages leave', () => {
		const policy = { ...facts().policy, sendWeekdays: [1, 3] };
		expect(codes(decide(facts({ policy })))).toContain('outside_window');
		expect(decide(facts({ policy: { ...policy, sendWeekdays: [2] } })).outcome).toBe('send');
	});

	it('goes on without a contact that is paused, and stops when it is the only one', () => {
		const pause = { kind: 'manual' as const, contactId: contact.contactId, reason: 'en congé' };
		const other = { ...contact, contactId: 'contact-2', role: 'other' as const };
		expect(decide(facts({ holds: [pause], contacts: [contact, other] }))).toMatchObject({
			outcome: 'send',
			contactId: 'contact-2'
		});
		expect(codes(decide(facts({ holds: [pause] })))[0]).toBe('no_contact');
	});

	it('raises the tone to that of the last days', () => {
		const policy = { ...facts().policy, keepToneDays: 10 };
		const history = [
			sent('call', addDays(TODAY, -6), { tone: 'firm', leaderInvoiceId: 'paid-since' })
		];
		expect(decide(facts({ policy, history }))).toMatchObject({ outcome: 'send', tone: 'firm' });
	});

	it('lets a step leave on old data when it was told to', () => {
		const scenario = SCENARIO.map((step) => ({ ...step, onStaleData: 'send' as const }));
		const staleSource = { name: 'banque', lastOn: addDays(TODAY, -9) };
		expect(decide(facts({ scenario, staleSource })).outcome).toBe('send');
		expect(decide(facts({ staleSource })).reasons).toContainEqual({
			code: 'stale_cash_data',
			reference: 'banque',
			since: addDays(TODAY, -9)
		});
	});
});

/** Decides every day on which the engine runs and carries the decisions out. */
function live(world: DunningFacts, days: number, runs: (day: number) => boolean = () => true) {
	const history: PastNotice[] = [...world.history];
	const decisions: { decision: Decision; on: string; daysLate: number | null }[] = [];
	for (let day = 0; day < days; day++) {
		const today = addDays(world.today, day);
		if (!runs(day)) continue;
		const decision = decide({ ...world, today, history });
		history.push(...noticeOf(decision, today));
		const leader = decision.items.find(({ invoiceId }) => invoiceId === decision.leaderInvoiceId);
		decisions.push({ decision, on: today, daysLate: leader?.daysLate ?? null });
	}
	const taken = decisions.filter(({ decision }) => decision.outcome !== 'nothing');
	return { decisions, taken, sends: taken.filter(({ decision }) => decision.outcome === 'send') };
}

describe('the life of one unpaid invoice', () => {
	it('goes through the default scenario on the expected days', () => {
		const world = facts({ openItems: [lateBy(-20)], calendar: EVERY_DAY });
		const { taken } = live(world, 120);
		expect(
			taken.map(({ decision, daysLate }) => [decision.step?.key, decision.outcome, daysLate])
		).toEqual([
			['preventive', 'send', -15],
			['courtesy', 'send', 2],
			['reminder', 'send', 10],
			['call', 'task', 20],
			['formal_notice', 'confirm', 30],
			['legal', 'confirm', 45]
		]);
	});

	it('takes the step still open after an outage once, and reports those it missed', () => {
		const world = facts({ openItems: [lateBy(-20)], calendar: EVERY_DAY });
		const { taken } = live(world, 60, (day) => day < 10 || day >= 31);
		expect(taken.map(({ decision, daysLate }) => [decision.step?.key, daysLate])).toEqual([
			['preventive', -15],
			['reminder', 11],
			['call', 20],
			['formal_notice', 30]
		]);
		expect(taken[1]!.decision.reasons).toEqual([
			{ code: 'too_late_for_step', reference: 'courtesy', stepName: stepNamed('courtesy').name }
		]);
	});
});

describe('properties', () => {
	it('is the same decision for the same facts', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const copy = structuredClone(world);
				expect(decide(world)).toEqual(decide(world));
				expect(world).toEqual(copy);
			})
		);
	});

	it('always says why nothing happens', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const decision = decide(world);
				expect(decision.outcome !== 'nothing' || decision.reasons.length > 0).toBe(true);
			})
		);
	});

	it('asks for no more than is open, and for nothing that is suspended', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				for (const item of decide(world).items) {
					const suspended = item.state !== 'overdue' && item.state !== 'due_soon';
					expect(item.collectibleMinor >= 0n).toBe(true);
					expect(item.collectibleMinor + item.disputedMinor <= item.openMinor).toBe(true);
					expect(item.collectibleMinor === 0n).toBe(suspended);
				}
			})
		);
	});

	it('asks for exactly the sum of what it lists, less the credit it names', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const { items, collectible, overdue, credit = [] } = decide(world);
				for (const currency of ['EUR', 'USD']) {
					const listed = items.filter((item) => item.currency === currency);
					const late = listed.filter(({ state }) => state === 'overdue');
					const less = amountIn(credit, currency);
					const lateLess = sumOf(late) > less ? sumOf(late) - less : 0n;
					expect(amountIn(collectible, currency)).toBe(sumOf(listed) - less);
					expect(amountIn(overdue, currency)).toBe(lateLess);
				}
			})
		);
	});

	it('chases an undisputed part as if the invoice had been that small', () => {
		const part = fc.bigInt({ min: 1n, max: 1_000n });
		fc.assert(
			fc.property(part, part, fc.integer({ min: 2, max: 19 }), (disputedMinor, rest, days) => {
				const disputed = lateBy(days, { openMinor: disputedMinor + rest, disputedMinor });
				const small = lateBy(days, { openMinor: rest });
				const [a, b] = [disputed, small].map((item) => decide(facts({ openItems: [item] })));
				expect(a).toMatchObject({ outcome: 'send', collectible: b!.collectible, step: b!.step });
			})
		);
	});

	it('asks in each currency as it would without the others, when they are below the minimum', () => {
		const late = fc.integer({ min: 2, max: 19 });
		const few = fc.bigInt({ min: 1n, max: 999n });
		fc.assert(
			fc.property(late, fc.integer({ min: 20, max: 80 }), few, (days, old, openMinor) => {
				const policy = { ...facts().policy, minimumMinor: 1_000n };
				const dollars = lateBy(days, { currency: 'USD' });
				const residue = lateBy(old, { invoiceId: 'residue', number: 'F-0', openMinor });
				const [alone, both] = [[dollars], [residue, dollars]].map((openItems) =>
					decide(facts({ policy, openItems }))
				);
				expect(both).toMatchObject({ outcome: alone!.outcome, step: alone!.step });
			})
		);
	});

	it('is not changed by the order of the invoices', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const reversed = { ...world, openItems: [...world.openItems].reverse() };
				expect(decide(reversed)).toEqual(decide(world));
			})
		);
	});

	/** A call or a letter that waits for a person told nobody anything. */
	const wasTold = (earlier: readonly { decision: Decision }[]) =>
		earlier.some(({ decision }) => decision.outcome === 'send');

	it('takes each step once per leader over sixty days, never backwards, late only as the first word', () => {
		fc.assert(
			fc.property(
				anyFacts,
				fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
				(world, up) => {
					const { taken } = live(world, 60, (day) => up[day]!);
					const leaders = new Set(taken.map(({ decision }) => decision.leaderInvoiceId));
					for (const leader of leaders) {
						const steps = taken.filter(({ decision }) => decision.leaderInvoiceId === leader);
						const keys = steps.map(({ decision }) => decision.step!.key);
						expect(new Set(keys).size).toBe(keys.length);
						const opened = steps.map(({ decision }) => firstDay(decision));
						expect(opened).toEqual([...opened].sort((a, b) => a - b));
						for (const [index, { decision, daysLate }] of steps.entries())
							expect(inWindow(decision, daysLate!) || !wasTold(steps.slice(0, index))).toBe(true);
					}
					const late = taken.filter(({ decision, daysLate }) => !inWindow(decision, daysLate!));
					expect(late.every(({ decision }) => !decision.step!.requiresEarlierContact)).toBe(true);
				}
			),
			{ numRuns: 200 }
		);
	});

	it('answers broken promises with each step once and never backwards, and hands nobody over for it', () => {
		fc.assert(
			fc.property(anyFacts, fc.integer({ min: 1, max: 30 }), (world, on) => {
				const openItems = world.openItems.map((item) => ({
					...item,
					promiseBrokenOn: addDays(TODAY, on)
				}));
				const broken = { ...world, openItems, scenario: SCENARIO };
				const { taken } = live(broken, 60);
				for (const leader of new Set(taken.map(({ decision }) => decision.leaderInvoiceId))) {
					const steps = taken.filter(({ decision }) => decision.leaderInvoiceId === leader);
					const opened = steps.map(({ decision }) => firstDay(decision));
					expect(new Set(opened).size).toBe(opened.length);
					expect(opened).toEqual([...opened].sort((a, b) => a - b));
				}
				const early = taken.filter(({ decision, daysLate }) => firstDay(decision) > daysLate!);
				expect(early.every(({ decision }) => !decision.step!.legal)).toBe(true);
			}),
			{ numRuns: 200 }
		);
	});

	it('answers a break once: what comes before its day after that would punish twice', () => {
		fc.assert(
			fc.property(anyFacts, fc.integer({ min: 0, max: 3 }), (world, ago) => {
				const openItems = world.openItems.map((item) => ({
					...item,
					promiseBrokenOn: addDays(TODAY, -ago)
				}));
				// Told before: nothing formal has to wait for a first word.
				const history = openItems.map(({ invoiceId: leaderInvoiceId }) =>
					sent('preventive', addDays(TODAY, -20), { leaderInvoiceId })
				);
				const { taken } = live({ ...world, openItems, history, scenario: SCENARIO }, 60);
				const early = taken
					.filter(({ decision, daysLate }) => firstDay(decision) > daysLate!)
					.map(({ decision }) => decision.leaderInvoiceId);
				expect(new Set(early).size).toBe(early.length);
			}),
			{ numRuns: 200 }
		);
	});

	it('never speaks to anybody who is paused, gone, full or asleep', () => {
		const contact = fc.record({
			bounced: fc.boolean(),
			recentMails: fc.integer({ min: 0, max: 4 }),
			minuteOfDay: fc.integer({ min: 0, max: 1439 }),
			paused: fc.boolean()
		});
		const reachable = { bounced: false, recentMails: 0, minuteOfDay: 600, paused: false };
		fc.assert(
			fc.property(fc.array(contact, { maxLength: 4 }), fc.boolean(), (others, isOneReachable) => {
				const people = isOneReachable ? [...others, reachable] : others;
				const contacts = people.map((person, index) => ({
					...facts().contacts[0]!,
					...person,
					contactId: `contact-${index}`
				}));
				const holds = contacts
					.filter(({ paused }) => paused)
					.map(({ contactId }) => ({ kind: 'manual' as const, contactId, reason: '' }));
				const policy = { ...facts().policy, weeklyMails: 3 };
				const decision = decide({ ...facts(), contacts, holds, policy, minuteOfDay: 600 });
				if (decision.outcome !== 'send') return;
				const chosen = contacts.find(({ contactId }) => contactId === decision.contactId)!;
				expect(chosen).toMatchObject({ bounced: false, paused: false });
				expect(chosen.recentMails).toBeLessThan(3);
				expect(chosen.minuteOfDay >= 480 && chosen.minuteOfDay < 1080).toBe(true);
			})
		);
	});

	it('writes once a day at most, and a second look on the same day changes nothing', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const history: PastNotice[] = [];
				for (let look = 0; look < 3; look++)
					history.push(...noticeOf(decide({ ...world, history }), TODAY));
				expect(history.filter(({ counts }) => counts).length <= 1).toBe(true);
			})
		);
	});

	it('writes at most once on a day, whether it ran every day before or not at all', () => {
		fc.assert(
			fc.property(
				anyFacts,
				anyScenario,
				fc.integer({ min: 1, max: 60 }),
				(world, scenario, days) => {
					const daily = live({ ...world, scenario }, days);
					const onlyLast = live({ ...world, scenario }, days, (day) => day === days - 1);
					const last = addDays(TODAY, days - 1);
					for (const { sends } of [daily, onlyLast])
						expect(sends.filter(({ on }) => on === last).length <= 1).toBe(true);
					expect(new Set(daily.sends.map(({ on }) => on)).size).toBe(daily.sends.length);
				}
			),
			{ numRuns: 60 }
		);
	});
});

const amountIn = (amounts: Decision['collectible'], currency: string): bigint =>
	amounts.find((amount) => amount.currency === currency)?.minor ?? 0n;

const sumOf = (items: Decision['items']): bigint =>
	items.reduce((total, { collectibleMinor }) => total + collectibleMinor, 0n);

const firstDay = ({ step }: Decision): number =>
	step!.phase === 'before_due' ? -step!.opensDays : step!.opensDays;

const inWindow = ({ step }: Decision, daysLate: number): boolean =>
	step!.phase === 'before_due'
		? -daysLate <= step!.opensDays && -daysLate >= step!.closesDays
		: daysLate >= step!.opensDays && daysLate <= step!.closesDays;
