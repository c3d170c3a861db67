import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { inOrder, SECTIONS, sectionOf, WORK_KINDS, type Work } from './order';

const work = (key: string, of: Partial<Work> = {}): Work => ({
	...{ key, kind: 'account', daysLeft: null, daysLate: null, amounts: [] },
	...of
});
const keys = (rows: Work[]) => inOrder(rows, 'EUR').map(({ key }) => key);

test('a missed day comes first, then today, then what can wait', () => {
	const late = work('late', { kind: 'case', daysLeft: -2 });
	const soon = work('soon', { kind: 'case', daysLeft: 2 });
	expect(keys([work('alert', { kind: 'alert' }), soon, work('account'), late])).toEqual([
		'late',
		'account',
		'soon',
		'alert'
	]);
});

test('of the same urgency, what is worth most comes first; other currencies are not compared', () => {
	const eur = (minor: bigint) => [money(minor, 'EUR')];
	const rows = [
		work('small', { amounts: eur(1n) }),
		work('dollars', { amounts: [money(9_999n, 'USD')] }),
		work('big', { amounts: eur(50n) })
	];
	expect(keys(rows)).toEqual(['big', 'small', 'dollars']);
});

test('of what is for later, the nearest day comes first, whatever it weighs', () => {
	const due = (key: string, daysLeft: number | null, minor: bigint) =>
		work(key, {
			kind: daysLeft === null ? 'decide' : 'case',
			daysLeft,
			amounts: [money(minor, 'EUR')]
		});
	const rows = [
		...[due('five', 5, 90_000_000n), due('four', 4, 100n), due('two', 2, 100n)],
		...[due('to decide', null, 100n), work('file', { kind: 'alert', daysLeft: 1 })]
	];
	expect(keys(rows)).toEqual(['two', 'to decide', 'four', 'five', 'file']);
});

const anyWork = fc.record({
	key: fc.string(),
	kind: fc.constantFrom(...WORK_KINDS),
	daysLeft: fc.option(fc.integer({ min: -9, max: 9 })),
	daysLate: fc.option(fc.integer({ min: 0, max: 99 })),
	amounts: fc.array(
		fc.bigInt({ min: 0n, max: 99n }).map((minor) => money(minor, 'EUR')),
		{
			maxLength: 1
		}
	)
});

test('the order is the same however they come, keeps every row and never mixes sections', () => {
	fc.assert(
		fc.property(fc.uniqueArray(anyWork, { selector: ({ key }) => key }), (rows) => {
			const sorted = inOrder(rows, 'EUR');
			expect(inOrder([...rows].reverse(), 'EUR')).toEqual(sorted);
			expect(sorted).toHaveLength(rows.length);
			const places = sorted.map((row) => SECTIONS.indexOf(sectionOf(row)));
			expect(places).toEqual([...places].sort((a, b) => a - b));
		})
	);
});
