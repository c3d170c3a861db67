import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seenOf, type ArchivedField } from '$lib/domain/fields/value';
import { leftAside } from './left-aside';

const field = (id: string, kind: ArchivedField['kind'] = 'text') => ({
	...{ id, kind, labels: { fr: id, en: id } }
});
const seen = (values: Record<string, string>) => JSON.stringify(Object.entries(values));
const typed = (...found: ReturnType<typeof leftAside>) => found.map((one) => one.typed);

test('what was typed over something else, or where nothing stood, is handed back', () => {
	const words = { seen: seen({ a: 'Nord' }), 'field-a': 'Sud', 'field-b': 'neuf', 'field-c': 'x' };
	expect(typed(...leftAside(words, [field('a'), field('b')], 'fr'))).toEqual(['Sud', 'neuf']);
	expect(typed(...leftAside({ ...words, 'field-a': ' ' }, [field('a')], 'fr'))).toEqual(['']);
});

test('what stood there already, as the form writes it, and a field that was not sent, are not', () => {
	const words = { seen: seen({ a: '1500.5' }), 'field-a': '1500,5', 'field-b': '' };
	const all = [field('a', 'number'), field('b'), field('c')];
	expect(leftAside(words, all, 'fr')).toEqual([]);
	expect(leftAside({}, all, 'fr')).toEqual([]);
});

test('nothing typed is ever lost: it is what stood there, or it is handed back', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (before, after) => {
			const kept = before.trim();
			const was = seenOf([
				{
					...field('a'),
					subject: 'customer',
					choices: [],
					position: 0,
					archived: false,
					value: kept
				}
			]);
			const found = typed(...leftAside({ seen: was, 'field-a': after }, [field('a')], 'fr'));
			expect(found).toEqual(after.trim() === kept ? [] : [after.trim()]);
		})
	);
});
