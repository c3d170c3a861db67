import { describe, expect, it } from 'vitest';
import { DISPUTE_STATUSES, isClosed, TRANSITIONS, type DisputeStatus } from './lifecycle';
import { stepOf } from './tracker';
import { visibleChange } from './visible-change';

const MOVES = DISPUTE_STATUSES.flatMap((from) =>
	TRANSITIONS[from].map((to) => [from, to] as const)
);

/** What the customer can tell apart on his page. */
const read = (status: DisputeStatus): string =>
	isClosed(status) || status === 'waiting_customer' || status === 'implementing'
		? status
		: stepOf(status);

/** Handing a case over is no step back on his page. */
const ORDER = ['received', 'assigned', 'checking', 'decision'];
const goesBack = (from: DisputeStatus, to: DisputeStatus): boolean =>
	to === 'assigned' && ORDER.indexOf(read(from)) > ORDER.indexOf('assigned');

describe('which steps are told', () => {
	it.each(MOVES.filter(([from, to]) => read(from) !== read(to) && !goesBack(from, to)))(
		'%s → %s looks different to the customer, and is told',
		(from, to) => expect(visibleChange(from, to)).not.toBeNull()
	);

	it.each(MOVES.filter(([from, to]) => read(from) === read(to)))(
		'%s → %s looks the same to the customer, and writes to nobody',
		(from, to) => expect(visibleChange(from, to)).toBeNull()
	);

	it('a hand-over within the house changes nothing the customer reads', () => {
		expect(visibleChange('assigned', 'assigned')).toBeNull();
		expect(visibleChange('in_progress', 'assigned')).toBeNull();
		// He was asked something and need not answer any more: that he reads.
		expect(visibleChange('waiting_customer', 'assigned')).toBe('checking');
	});

	it('going back to work after an end or a decision is opening it again', () => {
		for (const from of DISPUTE_STATUSES.filter(isClosed))
			expect(visibleChange(from, 'in_progress')).toBe('reopened');
		expect(visibleChange('decided', 'in_progress')).toBe('reopened');
	});
});
