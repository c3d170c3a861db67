import { describe, expect, it } from 'vitest';
import { localDate } from '../calendar';
import { bestFormal, hasLeft, type FormalNotice, type FormalState } from './formal-notice';

const formal = (state: FormalState, noticeId: string = state): FormalNotice => ({
	noticeId,
	state,
	on: localDate('2026-03-03'),
	trackingNumber: null
});

describe('the formal notice behind a hand-over', () => {
	it('is the last one that left, even when a later one did not', () => {
		const found = [formal('posted', 'first'), formal('posted', 'second'), formal('not_posted')];
		expect(bestFormal(found)?.noticeId).toBe('second');
	});

	it('is otherwise the last one, or none', () => {
		expect(bestFormal([formal('returned'), formal('waiting')])?.state).toBe('waiting');
		expect(bestFormal([])).toBeNull();
	});

	it('puts somebody on notice once it left and stayed away', () => {
		const left = (
			['posted', 'sent', 'returned', 'not_posted', 'uncertain', 'waiting'] as const
		).filter((state) => hasLeft(formal(state)));
		expect(left).toEqual(['posted', 'sent']);
		expect(hasLeft(null)).toBe(false);
	});
});
