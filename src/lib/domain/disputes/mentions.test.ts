import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionedIn } from './mentions';

const ana = { id: 'ana', name: 'Ana' };
const petit = { id: 'petit', name: 'Ana Petit' };
const zoe = { id: 'zoe', name: 'Zoé Lévy' };
const people = [ana, petit, zoe];

describe('whom a note calls', () => {
	it.each([
		['@Zoé Lévy, un avis ?', ['zoe']],
		['un avis, @zoe\u00a0levy?', ['zoe']],
		['(@Ana Petit)', ['petit']],
		['@Ana : vu avec le dépôt', ['ana']],
		['@Ana et @Zoé Lévy', ['ana', 'zoe']],
		['@Anabelle', []],
		['Ana Petit', []],
		['contact@Ana Petit', []],
		['ecrire a x.@Ana', []],
		['@', []]
	])('%s', (body, ids) => {
		expect(mentionedIn(body, people)).toEqual(ids);
	});

	it('takes whoever is ticked, once, and nobody who does not work here', () => {
		expect(mentionedIn('@Ana', people, ['ana', 'zoe', 'stranger'])).toEqual(['ana', 'zoe']);
	});

	it('means nobody where two have the name, until one is ticked', () => {
		const twins = [...people, { id: 'zoe-2', name: 'ZOÉ LÉVY' }];
		expect(mentionedIn('@Zoé Lévy', twins)).toEqual([]);
		expect(mentionedIn('@Zoé Lévy', twins, ['zoe-2'])).toEqual(['zoe-2']);
	});
});

const person = fc.record({ id: fc.uuid(), name: fc.string({ maxLength: 12 }) });
const house = fc.uniqueArray(person, { selector: ({ id }) => id, maxLength: 6 });

describe('whatever is written', () => {
	it('calls people of the house only, each once', () => {
		fc.assert(
			fc.property(fc.string(), house, fc.array(fc.uuid()), (body, all, ticked) => {
				const found = mentionedIn(body, all, ticked);
				expect(new Set(found).size).toBe(found.length);
				expect(found.every((id) => all.some((one) => one.id === id))).toBe(true);
			})
		);
	});

	it('without an @ calls exactly those who were ticked', () => {
		fc.assert(
			fc.property(fc.string(), house, (body, all) => {
				const ticked = all.slice(0, 2).map(({ id }) => id);
				expect(mentionedIn(body.replaceAll('@', ''), all, ticked)).toEqual(ticked);
			})
		);
	});
});
