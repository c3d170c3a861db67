import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '$lib/domain/calendar';
import { anyFacts, EVERY_DAY, facts, lateBy, sent, TODAY } from './facts.testing';
import { decideOn, forecast, MOST_DAYS_AHEAD } from './forecast';
import { withNextStep } from './next-step';

const nextOf = (world: ReturnType<typeof facts>, on = TODAY) =>
	withNextStep(decideOn(on, world), on, world).reasons.filter(
		({ code, until }) => code === 'not_due_for_step' && until
	);

describe('the next step a quiet day announces', () => {
	it('is none for who pays by direct debit once the due date is near', () => {
		const customer = { ...facts().customer, directDebit: true };
		const history = [sent('preventive', addDays(TODAY, -7))];
		const world = facts({ customer, history, openItems: [lateBy(-3)], calendar: EVERY_DAY });
		expect(decideOn(TODAY, world).reasons).toContainEqual(
			expect.objectContaining({ code: 'not_due_for_step', reference: 'courtesy' })
		);
		expect(nextOf(world)).toEqual([]);
	});

	it('is the one of the forecast when another invoice breaks its promise before', () => {
		const items = [lateBy(12, { promisedMinor: 50_000n, promisedUntil: addDays(TODAY, 2) })];
		const history = [sent('courtesy', addDays(TODAY, -9)), sent('reminder', addDays(TODAY, -1))];
		const world = facts({ openItems: items, history, calendar: EVERY_DAY });
		const [first] = forecast(world, 30).steps;
		const named = decideOn(TODAY, world).reasons.find(({ code }) => code === 'not_due_for_step');
		expect(named!.until).not.toBe(addDays(first!.on, -1));
		expect(nextOf(world)).toMatchObject([
			{ reference: first!.decision.step!.key, until: addDays(first!.on, -1) }
		]);
	});

	it('is always the first step of the forecast after that day, or none', () => {
		fc.assert(
			fc.property(anyFacts, fc.integer({ min: 0, max: 10 }), (world, ahead) => {
				const on = addDays(world.today, ahead);
				const first = forecast(world, MOST_DAYS_AHEAD).steps.find((step) => step.on > on);
				for (const { until, reference } of nextOf(world, on))
					if (first) {
						expect(until).toBe(addDays(first.on, -1));
						expect(reference).toBe(first.decision.step!.key);
					} else expect(until! >= addDays(world.today, MOST_DAYS_AHEAD - 1)).toBe(true);
			}),
			{ numRuns: 30 }
		);
	});
});
