import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictOfWitness } from './witness';

const testimony = fc.record({ found: fc.boolean(), boxIsLate: fc.boolean(), spent: fc.boolean() });

it('believes a copy that is there, whatever else', () => {
	fc.assert(
		fc.property(testimony, (told) => {
			expect(verdictOfWitness({ ...told, found: true })).toBe('sent');
		})
	);
});

it('tries again once at most, and only when the witness can be believed', () => {
	fc.assert(
		fc.property(testimony, (told) => {
			const mayRetry = !told.found && !told.boxIsLate && !told.spent;
			expect(verdictOfWitness(told) === 'retry').toBe(mayRetry);
		})
	);
	expect(verdictOfWitness({ found: false, boxIsLate: false, spent: true })).toBe('hold');
	expect(verdictOfWitness({ found: false, boxIsLate: true, spent: false })).toBe('wait');
});
