import { describe, expect, test } from 'vitest';
import type { Decision } from './decision';
import { isSameDecision, wasCalledOff } from './same-decision';

const decision = (fields: Partial<Decision> = {}): Decision => ({
	customerId: 'c',
	outcome: 'nothing',
	items: [],
	collectible: [{ minor: 100n, currency: 'EUR' }],
	overdue: [],
	disputed: [],
	reasons: [{ code: 'promise_open', amount: { minor: 5n, currency: 'EUR' } }],
	...fields
});

describe('two decisions', () => {
	test('are the same whatever the order in which a reason names its parts', () => {
		const turned = decision({
			reasons: [{ amount: { minor: 5n, currency: 'EUR' }, code: 'promise_open' }]
		});
		expect(isSameDecision(decision(), turned)).toBe(true);
	});

	test('differ by their outcome, an amount, or one reason', () => {
		const others = [
			decision({ outcome: 'send' }),
			decision({ collectible: [{ minor: 101n, currency: 'EUR' }] }),
			decision({ reasons: [] }),
			decision({ leaderInvoiceId: 'f' })
		];
		expect(others.map((other) => isSameDecision(decision(), other))).toEqual(
			others.map(() => false)
		);
	});

	test('nobody owed anything is only the same as itself', () => {
		expect(isSameDecision(null, null)).toBe(true);
		expect(isSameDecision(decision(), null)).toBe(false);
	});
});

test('a message called off at its last look keeps how it would have been said', () => {
	expect(wasCalledOff(decision())).toBe(false);
	expect(wasCalledOff(decision({ tone: 'firm' }))).toBe(true);
	expect(wasCalledOff(decision({ tone: 'firm', outcome: 'send' }))).toBe(false);
});
