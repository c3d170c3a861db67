import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { limitIn, needsApprover } from './approval';

const limit = money(50_000n, 'EUR');

describe('a second person', () => {
	it('is needed for money above the limit', () => {
		expect(needsApprover(money(50_001n, 'EUR'), limit)).toBe(true);
	});

	it('is not needed at the limit', () => {
		expect(needsApprover(money(50_000n, 'EUR'), limit)).toBe(false);
	});

	it('is not needed when no money is given', () => {
		expect(needsApprover(money(0n, 'EUR'), money(0n, 'EUR'))).toBe(false);
		expect(needsApprover(money(0n, 'USD'), limit)).toBe(false);
	});

	it('is always needed in another currency: the limit is not about it', () => {
		expect(needsApprover(money(1n, 'JPY'), limit)).toBe(true);
		expect(limitIn('JPY', limit)).toEqual(money(0n, 'JPY'));
	});
});
