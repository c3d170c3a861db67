import { expect, it } from 'vitest';
import { preventionByReason, type Shown } from './prevention';

const shown = (form: string, outcome: Shown['outcome'], code = 'short'): Shown => ({
	form,
	code,
	outcome
});

it('counts a form once, however many papers it showed', () => {
	const papers = [
		...[shown('a', 'answers'), shown('a', 'answers'), shown('b', 'continued')],
		...[shown('c', 'continued', 'price')]
	];
	expect(preventionByReason(papers)).toEqual([
		{ code: 'short', shown: 2, answered: 1 },
		{ code: 'price', shown: 1, answered: 0 }
	]);
});
