import { describe, expect, it } from 'vitest';
import { needsApprover } from './approval';

describe('a second person', () => {
	it('is needed for money above the limit', () => {
		expect(needsApprover('credit_full', 50_001n, 50_000n)).toBe(true);
		expect(needsApprover('goodwill', 50_001n, 50_000n)).toBe(true);
	});

	it('is not needed at the limit', () => {
		expect(needsApprover('credit_partial', 50_000n, 50_000n)).toBe(false);
	});

	it('is not needed when no money is given', () => {
		expect(needsApprover('reinvoice', 900_000n, 50_000n)).toBe(false);
		expect(needsApprover('no_action', 0n, 0n)).toBe(false);
	});
});
