import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate, type LocalDate } from '$lib/domain/calendar';
import { decide } from './decide';
import type { DunningFacts, PastNotice } from './decision';
import {
	anyFacts,
	codes,
	EVERY_DAY,
	facts,
	lateBy,
	openItem,
	SCENARIO,
	TODAY
} from './facts.testing';
import { decideOn, forecast } from './forecast';

const DAYS = 30;
const keysOf = ({ steps }: ReturnType<typeof forecast>) =>
	steps.map(({ on, decision }) => [on, decision.step?.key]);

describe('the next thirty days of an account', () => {
	it('hold each step on its day, a call and a letter as if a person did them', () => {
		const world = facts({ openItems: [lateBy(9)], calendar: EVERY_DAY });
		expect(keysOf(forecast(world, 40))).toEqual([
			[addDays(TODAY, 0), 'courtesy'],
			[addDays(TODAY, 5), 'reminder'],
			[addDays(TODAY, 11), 'call'],
			[addDays(TODAY, 21), 'formal_notice'],
			[addDays(TODAY, 36), 'legal']
		]);
	});

	it('begin with the next day that has sending hours, once those of today are over', () => {
		const world = facts({ openItems: [lateBy(6)], calendar: EVERY_DAY });
		const firstOf = (more: Partial<DunningFacts>) => keysOf(forecast({ ...world, ...more }, 8))[0];
		for (const minuteOfDay of [0, 300, 480, 1079])
			expect(firstOf({ minuteOfDay })).toEqual([TODAY, 'courtesy']);
		expect(firstOf({ minuteOfDay: 1080 })).toEqual([addDays(TODAY, 1), 'courtesy']);
		expect(decideOn(addDays(TODAY, 1), { ...world, minuteOfDay: 1080 }).step?.key).toBe('courtesy');
		// Whoever reads it further east has his own hours behind him at noon, and further west still before him.
		const [reader] = world.contacts;
		const read = (minute: number) => ({
			...{ minuteOfDay: 720, contacts: [{ ...reader!, minuteOfDay: minute }] }
		});
		expect(firstOf(read(1100))).toEqual([addDays(TODAY, 1), 'courtesy']);
		expect(firstOf(read(300))).toEqual([TODAY, 'courtesy']);
	});

	it('say why when nothing is done on any of them', () => {
		const disputed = openItem({ disputedMinor: 100_000n });
		const { steps, idle } = forecast(facts({ openItems: [disputed] }), DAYS);
		expect(steps).toEqual([]);
		expect(codes(idle!)).toEqual(['disputed']);
	});

	it('do not take a closed day for the reason of a silent month', () => {
		const sunday = localDate('2026-03-08');
		const openItems = [openItem({ disputedMinor: 100_000n })];
		const { idle } = forecast(facts({ openItems, today: sunday, contacts: [] }), DAYS);
		expect(codes(idle!)).not.toContain('holiday');
	});

	it('say what stops the days after a promise too, and from when', () => {
		const promisedUntil = addDays(TODAY, 4);
		const promised = lateBy(12, { promisedMinor: 100_000n, promisedUntil });
		const world = facts({ openItems: [promised], contacts: [], calendar: EVERY_DAY });
		const { idle } = forecast(world, DAYS);
		expect(idle!.reasons).toMatchObject([
			{ code: 'promise_open', until: promisedUntil },
			{ code: 'no_contact', from: addDays(TODAY, 5) }
		]);
	});

	it('count what waits for a person today as done: it was a first contact', () => {
		const call = { stepKey: 'call', leaderInvoiceId: 'invoice-1', on: addDays(TODAY, -2) };
		const world = (history: PastNotice[]) =>
			facts({ openItems: [lateBy(25)], history, calendar: EVERY_DAY });
		expect(keysOf(forecast(world([{ ...call, counts: false, waits: true }]), 10))).toEqual([
			[addDays(TODAY, 5), 'formal_notice']
		]);
		const skipped = { ...call, counts: false, skipped: { by: '', reason: '' } };
		expect(keysOf(forecast(world([skipped]), 10))).not.toContainEqual([
			addDays(TODAY, 5),
			'formal_notice'
		]);
	});

	it('leave to the lawyers what waits to be handed over today', () => {
		const history = SCENARIO.map(({ key }) => ({
			...{ stepKey: key, leaderInvoiceId: 'invoice-1', on: addDays(TODAY, -20), counts: true },
			...(key === 'legal' && { on: TODAY, counts: false, waits: true as const })
		}));
		const openItems = [lateBy(46), lateBy(-1, { invoiceId: 'next', number: 'F-2' })];
		const world = facts({ openItems, history, calendar: EVERY_DAY });
		expect(keysOf(forecast(world, DAYS))).toEqual([]);
	});

	it('answer a promise nobody keeps one step higher', () => {
		const promisedUntil = addDays(TODAY, 2);
		const promised = lateBy(12, { promisedMinor: 100_000n, promisedUntil });
		const history = [
			{ stepKey: 'courtesy', leaderInvoiceId: 'invoice-1', on: addDays(TODAY, -9), counts: true }
		];
		const world = facts({ openItems: [promised], history, calendar: EVERY_DAY });
		expect(keysOf(forecast(world, 5))).toEqual([[addDays(TODAY, 3), 'call']]);
	});

	it('wait for a silent bank today only', () => {
		const staleSource = { name: 'bank', lastOn: null };
		const world = facts({ openItems: [lateBy(12)], staleSource, calendar: EVERY_DAY });
		expect(keysOf(forecast(world, 2))).toEqual([[addDays(TODAY, 1), 'reminder']]);
	});

	it('leave a full mailbox alone for a week, and not for ever', () => {
		const contacts = [{ ...facts().contacts[0]!, recentMails: 3 }];
		const policy = { ...facts().policy, weeklyMails: 3 };
		const world = facts({ openItems: [lateBy(10)], contacts, policy, calendar: EVERY_DAY });
		expect(keysOf(forecast(world, 9))).toEqual([[addDays(TODAY, 7), 'reminder']]);
	});

	it('leave to the lawyers what was handed over', () => {
		const openItems = [lateBy(45), lateBy(-1, { invoiceId: 'next', number: 'F-2' })];
		const history = SCENARIO.slice(0, 5).map(({ key }) => ({
			stepKey: key,
			leaderInvoiceId: 'invoice-1',
			on: addDays(TODAY, -20),
			counts: true
		}));
		const world = facts({ openItems, history, calendar: EVERY_DAY });
		expect(keysOf(forecast(world, DAYS))).toEqual([[TODAY, 'legal']]);
	});
});

/** Every day decided for itself, closed or not, and what it led to really written down. */
function lived(world: DunningFacts, days: number) {
	const history: PastNotice[] = [...world.history];
	const taken: [LocalDate, string, string, bigint[]][] = [];
	let legalStage = world.customer.legalStage;
	for (let ahead = 0; ahead < days; ahead++) {
		const today = addDays(world.today, ahead);
		const customer = { ...world.customer, legalStage };
		const decision = decide({ ...world, customer, history, today });
		if (decision.outcome === 'nothing') continue;
		const { step, tone, leaderInvoiceId = '' } = decision;
		history.push({ stepKey: step!.key, leaderInvoiceId, on: today, counts: true, tone: tone! });
		legalStage ||= step!.legal;
		taken.push([today, step!.key, leaderInvoiceId, decision.collectible.map(({ minor }) => minor)]);
	}
	return taken;
}

describe('properties of a forecast', () => {
	/** Facts that do not change by themselves while nothing happens. */
	const still = anyFacts.map((world) => ({
		...world,
		staleSource: undefined,
		openItems: world.openItems.map((item) => ({ ...item, promisedMinor: 0n }))
	})) as fc.Arbitrary<DunningFacts>;

	it('begins with what is decided today', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const today = decide(world);
				const { steps, idle } = forecast(world, 1);
				expect(steps[0]?.decision ?? idle).toMatchObject({
					outcome: today.outcome,
					items: today.items,
					collectible: today.collectible,
					reasons: today.reasons
				});
			})
		);
	});

	it('is what happens when every day is decided and written down', () => {
		fc.assert(
			fc.property(still, (world) => {
				const foreseen = forecast(world, DAYS).steps.map(({ on, decision }) => [
					on,
					decision.step!.key,
					decision.leaderInvoiceId,
					decision.collectible.map(({ minor }) => minor)
				]);
				expect(foreseen).toEqual(lived(world, DAYS));
			}),
			{ numRuns: 200 }
		);
	});

	it('takes no step twice for an invoice, and writes once a day', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const { steps } = forecast(world, DAYS);
				const taken = steps.map(
					({ decision }) => `${decision.leaderInvoiceId} ${decision.step!.key}`
				);
				expect(new Set(taken).size).toBe(taken.length);
				expect(new Set(steps.map(({ on }) => on)).size).toBe(steps.length);
			})
		);
	});

	it('never asks for more than is open', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				for (const { decision } of forecast(world, DAYS).steps)
					for (const { minor, currency } of decision.collectible) {
						const open = world.openItems.filter((item) => item.currency === currency);
						expect(minor <= open.reduce((sum, { openMinor }) => sum + openMinor, 0n)).toBe(true);
					}
			})
		);
	});

	it('has a step or a reason, never both, never neither', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const { steps, idle } = forecast(world, DAYS);
				expect(steps.length > 0).toBe(idle === null);
				expect(idle?.reasons.length ?? 1).toBeGreaterThan(0);
			})
		);
	});
});

describe('a day to come by itself', () => {
	it('has what the days before it bring behind it', () => {
		const world = facts({ openItems: [lateBy(9)], calendar: EVERY_DAY });
		expect(decideOn(addDays(TODAY, 5), world).step?.key).toBe('reminder');
		expect(codes(decideOn(addDays(TODAY, 6), world))).toContain('already_sent');
	});

	it('names what it has behind it as foreseen, and what was done as done', () => {
		const world = facts({ openItems: [lateBy(9)], calendar: EVERY_DAY });
		const sent = decideOn(addDays(TODAY, 6), world).reasons.find(
			({ code }) => code === 'already_sent'
		);
		expect(sent).toMatchObject({ since: addDays(TODAY, 5), foreseen: true });
		const legal = decideOn(addDays(TODAY, 40), world).reasons;
		expect(legal).toContainEqual({
			code: 'legal_stage',
			since: addDays(TODAY, 36),
			foreseen: true
		});
		const history: PastNotice[] = [
			{ stepKey: 'courtesy', leaderInvoiceId: 'invoice-1', on: addDays(TODAY, -7), counts: true }
		];
		const reasons = decideOn(addDays(TODAY, 1), { ...world, history }).reasons;
		expect(reasons.some(({ foreseen }) => foreseen)).toBe(false);
	});

	it('is what the forecast says of it, whoever it is', () => {
		fc.assert(
			fc.property(anyFacts, fc.integer({ min: 0, max: 20 }), (world, ahead) => {
				const on = addDays(world.today, ahead);
				const told = forecast(world, ahead + 1).steps.find((step) => step.on === on);
				const alone = decideOn(on, world);
				if (told) expect(alone).toEqual(told.decision);
				else expect(alone.outcome).toBe('nothing');
			}),
			{ numRuns: 300 }
		);
	});
});
