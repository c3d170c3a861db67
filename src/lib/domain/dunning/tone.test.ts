import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '$lib/domain/calendar';
import { sent, stepNamed, TODAY } from './facts.testing';
import { TONES } from './scenario';
import { firmer, toneOf } from './tone';

const week = { today: TODAY, keepToneDays: 7 };
const daysAgo = (days: number) => addDays(TODAY, -days);

describe('the tone', () => {
	it('is that of the step when nothing firmer was said lately', () => {
		expect(toneOf(stepNamed('courtesy'), [], week)).toBe('courtesy');
		const old = [sent('call', daysAgo(8), { tone: 'firm' })];
		expect(toneOf(stepNamed('courtesy'), old, week)).toBe('courtesy');
	});

	it('does not fall below that of the last days, for another leader either', () => {
		const lately = [sent('call', daysAgo(7), { tone: 'firm', leaderInvoiceId: 'paid-since' })];
		expect(toneOf(stepNamed('courtesy'), lately, week)).toBe('firm');
	});

	it('forgets nothing and keeps nothing where the policy keeps no tone', () => {
		const lately = [sent('call', daysAgo(1), { tone: 'firm' })];
		expect(toneOf(stepNamed('courtesy'), lately, { today: TODAY })).toBe('courtesy');
	});

	it('never becomes formal by what was said before, nor firm before the due date', () => {
		const formal = [sent('formal_notice', daysAgo(1), { tone: 'formal' })];
		expect(toneOf(stepNamed('reminder'), formal, week)).toBe('firm');
		expect(toneOf(stepNamed('preventive'), formal, week)).toBe('courtesy');
	});

	it('is not raised by what reached nobody', () => {
		const failed = [sent('call', daysAgo(1), { tone: 'firm', counts: false })];
		expect(toneOf(stepNamed('courtesy'), failed, week)).toBe('courtesy');
	});

	it('never falls below that of the step', () => {
		const tone = fc.constantFrom(...TONES);
		fc.assert(
			fc.property(tone, tone, fc.integer({ min: 0, max: 20 }), (own, past, days) => {
				const step = { ...stepNamed('reminder'), tone: own };
				const said = toneOf(step, [sent('x', daysAgo(days), { tone: past })], week);
				expect(firmer(said, own)).toBe(said);
			})
		);
	});
});
