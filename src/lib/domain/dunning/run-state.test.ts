import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	holdsMails,
	isFinished,
	looksOn,
	mayOrder,
	RUN_ORDERS,
	runningNow,
	stateAfter,
	usefulOrders,
	type RunOrder,
	type RunState
} from './run-state';

/** The state after those of the orders that were allowed. */
function after(orders: readonly RunOrder[]) {
	let last: RunOrder | undefined;
	for (const order of orders) if (mayOrder(stateAfter(last), order)) last = order;
	return stateAfter(last);
}

test('a run nobody spoke to runs', () => {
	expect(stateAfter(undefined)).toBe('running');
});

test('a pause is no way around a stop', () => {
	expect(after(['stop', 'pause', 'resume'])).toBe('stopped');
	expect(after(['stop', 'approve'])).toBe('running');
});

const orders = fc.array(fc.constantFrom(...RUN_ORDERS));

test('what was cancelled stays so, whatever is ordered', () => {
	fc.assert(
		fc.property(orders, orders, (before, later) => {
			expect(after([...before, 'cancel', ...later])).toBe('cancelled');
		})
	);
});

test('mails leave a run that runs only, and a cancelled one has none left', () => {
	fc.assert(
		fc.property(orders, (given) => {
			const state = after(given);
			expect(holdsMails(state)).toBe(state === 'paused' || state === 'stopped');
			expect(looksOn(state)).toBe(state === 'running' || state === 'stopped');
		})
	);
});

test('a day that is over with nothing left waiting takes no orders', () => {
	const done = { state: 'running', isOver: true, isThrough: true, open: 0, toLeave: 0 } as const;
	expect(isFinished(done)).toBe(true);
	expect(usefulOrders(done)).toEqual([]);
	expect(usefulOrders({ ...done, open: 1, toLeave: 1 })).toEqual(['pause', 'cancel', 'stop']);
});

test('once everything left there is nothing to pause; a call that waits may be called off', () => {
	const sent = { state: 'running', isOver: false, isThrough: true, open: 0, toLeave: 0 } as const;
	expect(usefulOrders(sent)).toEqual(['stop']);
	expect(usefulOrders({ ...sent, open: 1 })).toEqual(['cancel', 'stop']);
	expect(usefulOrders({ ...sent, isThrough: false })).toEqual(['pause', 'cancel', 'stop']);
});

test('a look asked for sends only on a day and at an hour on which messages leave', () => {
	const open = { now: 'open', workingDay: true } as const;
	expect(runningNow(null, open)).toBe('sends');
	expect(runningNow('stopped', open)).toBe('waits');
	expect(runningNow('paused', open)).toBe('paused');
	expect(runningNow('running', { ...open, now: 'before' })).toBe('before');
	expect(runningNow('stopped', { ...open, now: 'over' })).toBe('over');
	expect(runningNow('running', { ...open, workingDay: false })).toBe('closed');
	expect(runningNow('cancelled', { ...open, workingDay: false })).toBe('cancelled');
});

test('what waits for a person can always be decided, and no useful order is refused', () => {
	const standing = fc.record({
		state: fc.constantFrom<RunState>('running', 'paused', 'stopped', 'cancelled'),
		isOver: fc.boolean(),
		isThrough: fc.boolean(),
		open: fc.nat(3),
		toLeave: fc.nat(3)
	});
	fc.assert(
		fc.property(standing, (run) => {
			const useful = usefulOrders(run);
			expect(useful.every((order) => mayOrder(run.state, order))).toBe(true);
			if (run.state === 'paused') expect(useful).toEqual(['resume', 'cancel']);
			if (run.state === 'stopped') expect(useful).toEqual(['approve', 'cancel']);
		})
	);
});
