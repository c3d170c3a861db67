import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	holdsMails,
	isFinished,
	looksOn,
	mayOrder,
	RUN_ORDERS,
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
	const done = { state: 'running', isOver: true, isThrough: true, open: 0 } as const;
	expect(isFinished(done)).toBe(true);
	expect(usefulOrders(done)).toEqual([]);
	expect(usefulOrders({ ...done, open: 1 })).toEqual(['pause', 'cancel', 'stop']);
});

test('today, when everything left, may still be paused; there is nothing to call off', () => {
	const sent = { state: 'running', isOver: false, isThrough: true, open: 0 } as const;
	expect(usefulOrders(sent)).toEqual(['pause', 'stop']);
	expect(usefulOrders({ ...sent, isThrough: false })).toContain('cancel');
});

test('what waits for a person can always be decided, and no useful order is refused', () => {
	const standing = fc.record({
		state: fc.constantFrom<RunState>('running', 'paused', 'stopped', 'cancelled'),
		isOver: fc.boolean(),
		isThrough: fc.boolean(),
		open: fc.nat(3)
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
