import { describe, expect, it } from 'vitest';
import type { PastNotice } from './decision';
import { addDays } from '$lib/domain/calendar';
import { inOrder, returnedFormalNotice } from './course';
import { chooseStep } from './due-step';
import { EVERY_DAY, facts, lateBy, SCENARIO, sent, stepNamed, TODAY } from './facts.testing';
import { assessItems } from './collectible';
import { leaderOf, type Leader } from './leader';
import type { StepDefinition } from './scenario';

const leaderLate = (days: number): Leader => {
	const leader = leaderOf(assessItems(facts({ openItems: [lateBy(days)] })), () => false);
	if (!leader) throw new Error('an open invoice leads');
	return leader;
};

const choose = (
	days: number,
	history: PastNotice[] = [],
	scenario: readonly StepDefinition[] = SCENARIO
) => {
	const { step, reasons } = chooseStep(leaderLate(days), scenario, {
		history,
		calendar: EVERY_DAY
	});
	return { step: step?.key, reasons: reasons.map(({ code, reference }) => [code, reference]) };
};

const courseOf = (days: number, history: PastNotice[]) => ({
	leader: leaderLate(days),
	steps: inOrder(SCENARIO),
	history,
	calendar: EVERY_DAY
});

describe('the windows of the default scenario', () => {
	it.each([
		[-16, undefined],
		[-15, 'preventive'],
		[-5, 'preventive'],
		[-4, undefined],
		[0, undefined],
		[1, undefined],
		[2, 'courtesy'],
		[9, 'courtesy'],
		[10, 'reminder'],
		[19, 'reminder'],
		[20, 'call'],
		[29, 'call']
	])('%i days late: %s', (days, key) => {
		expect(choose(days).step).toBe(key);
	});

	it.each([
		[30, 'formal_notice'],
		[44, 'formal_notice'],
		[45, 'legal'],
		[90, 'legal'],
		[91, undefined]
	])('%i days late, after a reminder: %s', (days, key) => {
		expect(choose(days, [sent('reminder', TODAY)]).step).toBe(key);
	});

	it.each([30, 60, 400])(
		'%i days late and never told: the last informal reminder comes first',
		(days) => {
			expect(choose(days).step).toBe('reminder');
			expect(choose(days).reasons).not.toContainEqual(['too_late_for_step', 'reminder']);
		}
	);

	it('says what waits behind a first word that is milder than the day calls for, and nothing else', () => {
		const instead = (days: number, history: PastNotice[] = []) =>
			chooseStep(leaderLate(days), SCENARIO, { history, calendar: EVERY_DAY }).instead;
		expect(instead(40)).toMatchObject({
			code: 'prior_step_required',
			reference: 'formal_notice',
			stepName: stepNamed('formal_notice').name,
			invoiceNumber: 'F-001'
		});
		expect(instead(60)).toMatchObject({ reference: 'legal' });
		expect([instead(25), instead(400), instead(40, [sent('reminder', TODAY)])]).toEqual([
			undefined,
			undefined,
			undefined
		]);
	});

	it('that first word may be a text message, and never a call or a letter', () => {
		const told = (channel: StepDefinition['channel']) =>
			SCENARIO.map((step) => (step.channel === 'email' ? { ...step, channel } : step));
		expect(choose(60, [], told('sms')).step).toBe('reminder');
		expect(choose(60, [], told('letter')).step).not.toBe('reminder');
		expect(choose(60, [], told('call')).step).not.toBe('reminder');
	});

	it('takes a message for another leader as having been told, once this one was due', () => {
		const before = sent('courtesy', addDays(TODAY, -41), { leaderInvoiceId: 'other' });
		const after = sent('courtesy', addDays(TODAY, -39), { leaderInvoiceId: 'other' });
		expect(choose(40, [before]).step).toBe('reminder');
		expect(choose(40, [after]).step).toBe('formal_notice');
	});

	it('sends no preventive message later than five days before', () => {
		expect(choose(-4).reasons).toEqual([
			['too_late_for_step', 'preventive'],
			['not_due_for_step', 'courtesy']
		]);
	});

	it('waits for the next step once the open one is sent', () => {
		expect(choose(5, [sent('courtesy', TODAY)])).toEqual({
			step: undefined,
			reasons: [
				['already_sent', 'courtesy'],
				['not_due_for_step', 'reminder']
			]
		});
	});

	it('names the last day of the wait', () => {
		const { reasons } = chooseStep(leaderLate(5), SCENARIO, {
			history: [sent('courtesy', TODAY)],
			calendar: EVERY_DAY
		});
		expect(reasons.at(-1)?.until).toBe(addDays(TODAY, 4));
	});

	it('has nothing left to do after the last step', () => {
		expect(choose(60, [sent('legal', TODAY)]).reasons).toEqual([['already_sent', 'legal']]);
	});

	it('ignores what was sent about another leader', () => {
		expect(choose(5, [sent('courtesy', TODAY, { leaderInvoiceId: 'other' })]).step).toBe(
			'courtesy'
		);
	});
});

describe('a customer who was moved to another scenario', () => {
	const other = SCENARIO.map((step) => ({ ...step, key: `other_${step.key}` }));
	const before = (stepKey: string) => {
		const { tone, phase, opensDays } = stepNamed(stepKey);
		const firstDay = phase === 'before_due' ? -opensDays : opensDays;
		return sent(stepKey, addDays(TODAY, -1), { tone, firstDay });
	};

	it.each([
		[35, 'formal_notice', undefined],
		[46, 'formal_notice', 'other_legal'],
		[12, 'courtesy', 'other_reminder'],
		[22, 'call', undefined]
	])('%i days late, after a %s, is not started over: %s', (days, past, next) => {
		expect(choose(days, [before(past)], other).step).toBe(next);
	});

	it('hears nothing softer than what was said already', () => {
		const late = other.map((step) => ({
			...step,
			opensDays: step.opensDays + 30,
			closesDays: 200
		}));
		expect(choose(42, [before('formal_notice')], late).step).toBeUndefined();
		expect(choose(61, [before('formal_notice')], late).step).toBe('other_formal_notice');
	});

	it('starts with the leader that scenario knows nothing of', () => {
		const history = [{ ...before('formal_notice'), leaderInvoiceId: 'paid-since' }];
		expect(choose(5, history, other).step).toBe('other_courtesy');
	});
});

describe('a scenario of one’s own', () => {
	const early = { ...stepNamed('courtesy'), key: 'early', opensDays: 1, closesDays: 20 };
	const late = { ...stepNamed('courtesy'), key: 'late', opensDays: 10, closesDays: 20 };

	it('takes the latest of two open steps', () => {
		expect(choose(12, [], [late, early]).step).toBe('late');
	});

	it('does not come back to the earlier one afterwards', () => {
		expect(choose(15, [sent('late', TODAY)], [early, late])).toEqual({
			step: undefined,
			reasons: [['already_sent', 'late']]
		});
	});

	it('never says "past due" on the due day itself', () => {
		const scenario = [{ ...early, opensDays: 0 }];
		expect(choose(0, [], scenario).step).toBeUndefined();
		expect(choose(1, [], scenario).step).toBe('early');
	});

	it('without any step there is nothing to be due for', () => {
		expect(choose(12, [], [])).toEqual({
			step: undefined,
			reasons: [['not_due_for_step', undefined]]
		});
	});
});

describe('a formal notice that came back', () => {
	const formal = { tone: 'formal' as const };
	const reminded = sent('reminder', addDays(TODAY, -60));
	const returned = (more: Partial<PastNotice> = {}) =>
		sent('formal_notice', addDays(TODAY, -20), {
			...formal,
			counts: false,
			returned: true as const,
			...more
		});
	const again = returned({ writtenAgainOn: addDays(TODAY, -3) });

	it.each([50, 90, 200])(
		'%i days late, it is written again before the lawyers get the file',
		(days) => {
			expect(choose(days, [reminded, again]).step).toBe('formal_notice');
		}
	);

	it('is not written again by itself', () => {
		expect(choose(40, [reminded, returned()]).step).toBeUndefined();
	});

	it('may be written again for as long as it usually is', () => {
		const asked = (days: number) =>
			choose(200, [reminded, returned({ writtenAgainOn: addDays(TODAY, -days) })]).step;
		expect([asked(14), asked(15)]).toEqual(['formal_notice', undefined]);
	});

	it('holds the file back no longer than it may be written again', () => {
		const late = (days: number) =>
			choose(60, [reminded, returned({ writtenAgainOn: addDays(TODAY, -days) })]).step;
		expect([late(14), late(15)]).toEqual(['formal_notice', 'legal']);
	});

	it('holds the file back no longer once the second one is skipped', () => {
		const skipped = sent('formal_notice', TODAY, {
			...formal,
			counts: false,
			skipped: { by: 'Claire Morel', reason: 'Accord' }
		});
		expect(choose(60, [reminded, again, skipped]).step).toBe('legal');
	});

	it('holds it back again when the second one comes back too', () => {
		const second = returned({ on: addDays(TODAY, -1) });
		expect(choose(60, [reminded, again, second]).step).toBe('legal');
		const course = courseOf(60, [reminded, again, second]);
		expect(returnedFormalNotice(course)).toBe(second);
	});

	it('is written again although a later step was taken meanwhile, or is open', () => {
		const call = { ...stepNamed('call'), key: 'last_call', opensDays: 38, closesDays: 44 };
		const scenario = [...SCENARIO, call];
		const called = sent('last_call', addDays(TODAY, -10));
		expect(choose(50, [reminded, again, called], scenario).step).toBe('formal_notice');
		expect(choose(40, [reminded, again], scenario).step).toBe('formal_notice');
		// While it waits for a yes the others go on.
		const waiting = sent('formal_notice', TODAY, { ...formal, counts: false });
		expect(choose(40, [reminded, again, waiting], scenario).step).toBe('last_call');
	});

	it('lets the lawyers have the file once the second one reached somebody', () => {
		const second = sent('formal_notice', addDays(TODAY, -2), formal);
		expect(choose(60, [reminded, again, second]).step).toBe('legal');
	});
});

describe('a hand-over that was taken back', () => {
	const back = (on: string): PastNotice =>
		sent('legal', on, { counts: false, takenBack: true as const });
	const told = sent('formal_notice', addDays(TODAY, -30));

	it('comes up again as long after that day as it comes after the step before it', () => {
		const after = (days: number) => choose(60, [told, back(addDays(TODAY, -days))]);
		expect(after(0)).toEqual({
			step: undefined,
			reasons: [
				['already_sent', 'formal_notice'],
				['not_due_for_step', 'legal']
			]
		});
		expect(after(14).step).toBeUndefined();
		expect(after(15).step).toBe('legal');
	});

	it('stays open as long as it would have been, even long after its own window', () => {
		const late = (days: number) => choose(200, [told, back(addDays(TODAY, -days))]).step;
		expect(late(15)).toBe('legal');
		expect(late(60)).toBe('legal');
		expect(late(61)).toBeUndefined();
	});

	it('is over once it was taken a second time', () => {
		const history = [told, back(addDays(TODAY, -40)), sent('legal', addDays(TODAY, -20))];
		expect(choose(60, history).step).toBeUndefined();
	});
});
