import { expect, test } from 'vitest';
import { withoutSaidPaid } from './said-paid';

test('what was said to be paid is not shown as asked for, and nothing else is taken off', () => {
	expect(withoutSaidPaid({ freeMinor: 139_462n, saidPaid: [] })).toBe(139_462n);
	expect(
		withoutSaidPaid({ freeMinor: 139_462n, saidPaid: [{ minor: 40_001n }, { minor: 1n }] })
	).toBe(99_460n);
});
