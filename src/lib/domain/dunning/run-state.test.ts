import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsMails, looksOn, mayOrder, RUN_ORDERS, stateAfter, type RunOrder } from './run-state';

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
