import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesOf, type Wish } from './claim';

const worked = (minor: bigint): Wish => ({ minor, typed: false });
const typed = (minor: bigint): Wish => ({ minor, typed: true });

describe('what the lines of one case claim of an invoice', () => {
	it('is what each asks while there is enough', () => {
		expect(sharesOf(100n, [worked(60n), typed(40n)])).toEqual([
			{ claimedMinor: 60n },
			{ claimedMinor: 40n }
		]);
	});
	it('is cut when it was worked out, and refused when somebody typed it', () => {
		expect(sharesOf(70n, [worked(60n), worked(40n)])).toEqual([
			{ claimedMinor: 60n },
			{ claimedMinor: 10n }
		]);
		expect(sharesOf(70n, [typed(60n), typed(40n)])).toEqual([
			{ claimedMinor: 60n },
			{ problem: 'amount_above_open', leftMinor: 10n }
		]);
	});
	it('says when the lines before took everything', () => {
		expect(sharesOf(60n, [worked(60n), worked(1n)])[1]).toEqual({
			problem: 'lines_above_open',
			leftMinor: 0n
		});
	});
	it('is never nothing', () => {
		expect(sharesOf(60n, [worked(0n), typed(0n), typed(-1n)])).toEqual(
			Array(3).fill({ problem: 'amount_not_positive', leftMinor: 60n })
		);
	});
	it('is together never more than is free, and each at most what it asks', () =>
		fc.assert(
			fc.property(
				fc.bigInt({ min: 0n, max: 1_000n }),
				fc.array(fc.record({ minor: fc.bigInt({ min: -5n, max: 500n }), typed: fc.boolean() })),
				(free, wishes) => {
					const shares = sharesOf(free, wishes);
					const claimed = shares.map((share) =>
						'claimedMinor' in share ? share.claimedMinor : 0n
					);
					expect(claimed.reduce((sum, minor) => sum + minor, 0n)).toBeLessThanOrEqual(free);
					claimed.forEach((minor, index) => {
						if (minor > 0n) expect(minor).toBeLessThanOrEqual(wishes[index]!.minor);
						if (minor > 0n && wishes[index]!.typed) expect(minor).toBe(wishes[index]!.minor);
					});
				}
			)
		));
});
