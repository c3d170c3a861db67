import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blankPagesAfter, inPostalOrder } from './print-order';

const letter = (customerName: string, registered = false, customerCode = 'C1') => ({
	registered,
	customerName,
	customerCode
});

describe('the pile', () => {
	test('has the ordinary letters by name, then those for the counter', () => {
		const pile = [
			letter('Zinc', true),
			letter('étain'),
			letter('Fer'),
			letter('Acier', true),
			letter('Étain', false, 'C10'),
			letter('Étain', false, 'C9')
		];
		expect(
			inPostalOrder(pile).map(({ customerName, customerCode }) => `${customerName} ${customerCode}`)
		).toEqual(['étain C1', 'Étain C9', 'Étain C10', 'Fer C1', 'Acier C1', 'Zinc C1']);
	});

	test('holds the same letters however they came', () => {
		const letters = fc.record({
			registered: fc.boolean(),
			customerName: fc.string(),
			customerCode: fc.string()
		});
		fc.assert(
			fc.property(fc.array(letters), (pile) => {
				const sorted = inPostalOrder(pile);
				expect(new Set(sorted)).toEqual(new Set(pile));
				expect(sorted).toHaveLength(pile.length);
				const ordinary = pile.filter(({ registered }) => !registered).length;
				expect(sorted.slice(0, ordinary).every(({ registered }) => !registered)).toBe(true);
			})
		);
	});
});

test('on both sides every letter begins on a sheet of its own', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (letters) => {
			let page = 0;
			for (const pages of letters) {
				expect(page % 2).toBe(0);
				page += pages + blankPagesAfter(pages, 'two');
			}
		})
	);
	expect(blankPagesAfter(3, 'one')).toBe(0);
});
