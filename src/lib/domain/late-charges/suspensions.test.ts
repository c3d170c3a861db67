import { expect, it } from 'vitest';
import { localDate } from '../calendar';
import { openSpans, within } from './suspensions';

const day = (of: number) => localDate(`2026-03-${String(of).padStart(2, '0')}`);
const span = (from: number, until: number | null) => ({
	fromOn: day(from),
	untilOn: until === null ? null : day(until)
});

it('a case suspends from its opening to its end, and again once it is reopened', () => {
	expect(
		openSpans([
			{ on: day(3), toStatus: 'submitted' },
			{ on: day(5), toStatus: 'resolved' },
			{ on: day(9), toStatus: 'in_progress' }
		])
	).toEqual([span(3, 5), span(9, null)]);
});

it('what was replaced suspends up to the day before, what came instead from that day on: no day counts twice', () => {
	expect(within([span(3, null)], null, day(5))).toEqual([span(3, 4)]);
	expect(within([span(3, null)], day(5), null)).toEqual([span(5, null)]);
	expect(within([span(3, 9)], day(5), day(7))).toEqual([span(5, 6)]);
});

it('what came and went on one day suspends nothing', () => {
	expect(within([span(3, null)], null, day(3))).toEqual([]);
	expect(within([span(3, 9)], day(5), day(5))).toEqual([]);
	expect(within([span(3, 9)], null, null)).toEqual([span(3, 9)]);
});
