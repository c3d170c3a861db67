import { expect, it } from 'vitest';
import { isContestedInFull } from './contested-in-full';

it.each([
	[100n, 100n, true],
	[100n, 120n, true],
	[100n, 99n, false],
	[100n, 0n, false],
	[0n, 0n, false]
])('of %s open, %s contested: %s', (openMinor, disputedMinor, isFull) =>
	expect(isContestedInFull({ openMinor, disputedMinor })).toBe(isFull)
);
