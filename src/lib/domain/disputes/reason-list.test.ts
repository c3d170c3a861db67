import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import {
	CATCH_ALL,
	DIRECTIONS,
	freeCode,
	moved,
	neighbour,
	refuseArchiving,
	type Listed
} from './reason-list';

const listed = (id: string, more: Partial<Listed> = {}): Listed => ({
	...{ id, code: id, kind: 'dispute', archived: false },
	...more
});
const LIST = [
	listed('price'),
	listed('paid', { kind: 'answer' }),
	listed('old', { archived: true }),
	listed('quality'),
	listed('other')
];

describe('a place in the list', () => {
	it('is changed with the next one of its kind that is offered, over whatever stands between', () => {
		expect(moved(LIST, 'price', 'down')).toEqual(['quality', 'paid', 'old', 'price', 'other']);
		expect(moved(LIST, 'quality', 'up')).toEqual(['quality', 'paid', 'old', 'price', 'other']);
	});

	it('of what fits nothing else is the last: it does not move, and nobody moves past it', () => {
		const ids = LIST.map(({ id }) => id);
		expect(moved(LIST, CATCH_ALL, 'up')).toEqual(ids);
		expect(moved(LIST, 'quality', 'down')).toEqual(ids);
	});

	it('stays at either end, and where there is nothing beside it', () => {
		const ids = LIST.map(({ id }) => id);
		expect(moved(LIST, 'price', 'up')).toEqual(ids);
		expect(moved(LIST, 'other', 'down')).toEqual(ids);
		expect(moved(LIST, 'paid', 'down')).toEqual(ids);
		expect(moved(LIST, 'old', 'up')).toEqual(ids);
		expect(moved(LIST, 'nobody', 'up')).toEqual(ids);
	});
});

describe('archiving', () => {
	it('leaves one reason at least to disagree with; answers are no such reason', () => {
		const two = [listed('price'), listed('quality'), listed('paid', { kind: 'answer' })];
		expect(() => refuseArchiving(two, 'price')).not.toThrow();
		const one = [listed('price'), listed('old', { archived: true }), two[2]!];
		expect(() => refuseArchiving(one, 'price')).toThrow(new AppError('reason_last'));
		expect(() => refuseArchiving(one, 'paid')).not.toThrow();
	});
});

describe('a code', () => {
	it('is made of the words, without what an address does not bear', () => {
		expect(freeCode('Défaut d’emballage', [])).toBe('defaut_d_emballage');
		expect(freeCode('  Wrong colour! ', [])).toBe('wrong_colour');
		expect(freeCode('包装', [])).toBe('reason');
	});

	it('is numbered when somebody has it', () => {
		expect(freeCode('Price', ['price'])).toBe('price_2');
		expect(freeCode('Price', ['price', 'price_2'])).toBe('price_3');
	});
});

const lists = fc
	.array(
		fc.record({
			kind: fc.constantFrom('dispute' as const, 'answer' as const),
			archived: fc.boolean()
		}),
		{ minLength: 1, maxLength: 8 }
	)
	.map((all) => all.map((one, at) => listed(String(at), one)));
const direction = fc.constantFrom(...DIRECTIONS);

it('a move loses nobody, crosses no other kind, and the other way brings everybody back', () => {
	fc.assert(
		fc.property(lists, fc.nat(7), direction, (all, at, way) => {
			const id = String(at % all.length);
			const order = moved(all, id, way);
			expect([...order].sort()).toEqual(all.map((one) => one.id).sort());
			const after = order.map((one) => all[Number(one)]!);
			expect(after.map(({ kind }) => kind)).toEqual(all.map(({ kind }) => kind));
			if (!neighbour(all, id, way)) return;
			expect(order).not.toEqual(all.map((one) => one.id));
			const back = moved(after, id, way === 'up' ? 'down' : 'up');
			expect(back).toEqual(all.map((one) => one.id));
		})
	);
});

it('whatever is archived, in whatever order, somebody can still disagree', () => {
	fc.assert(
		fc.property(lists, fc.array(fc.nat(7)), (all, asked) => {
			fc.pre(all.some(({ kind, archived }) => kind === 'dispute' && !archived));
			let now = all;
			for (const at of asked) {
				const id = String(at % now.length);
				try {
					refuseArchiving(now, id);
				} catch {
					continue;
				}
				now = now.map((one) => (one.id === id ? { ...one, archived: true } : one));
			}
			expect(now.some(({ kind, archived }) => kind === 'dispute' && !archived)).toBe(true);
		})
	);
});

it('a code is always free, plain, and short enough for a column', () => {
	fc.assert(
		fc.property(fc.string(), fc.array(fc.constantFrom('a', 'a_2', 'reason')), (label, taken) => {
			const code = freeCode(label, taken);
			expect(taken).not.toContain(code);
			expect(code).toMatch(/^[a-z0-9][a-z0-9_]{0,49}$/);
		})
	);
});
