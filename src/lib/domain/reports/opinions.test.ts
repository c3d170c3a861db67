import { expect, it } from 'vitest';
import { opinionsByReason } from './opinions';

const said = (code: string, solved: number, ease: number) => ({ code, solved, ease });

it('counts by reason, means five answers or more, and says how many are low', () => {
	const opinions = [
		...[5, 4, 3, 2, 1].map((score) => said('price', score, 5)),
		...[said('short', 5, 2), said('short', 3, 3)]
	];
	expect(opinionsByReason(opinions)).toEqual([
		{ code: 'price', n: 5, meanSolved: 3, meanEase: 5, low: 2 },
		{ code: 'short', n: 2, meanSolved: null, meanEase: null, low: 1 }
	]);
	expect(opinionsByReason([])).toEqual([]);
});
