import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../money';
import {
	fallbackOf,
	routeOf,
	type RoutedCase,
	type RoutingHouse,
	type RoutingRule
} from './routing';

const rule = (id: string, fields: Partial<RoutingRule>): RoutingRule => ({
	...{ id, reasonId: null, category: null, customerId: null, customerGroup: '', fromMinor: null },
	...{ team: null, userId: null },
	...fields
});
const about = (fields: Partial<RoutedCase> = {}): RoutedCase => ({
	...{ reasonId: 'broken', category: 'quality', customerId: 'atelier', customerGroup: 'grands' },
	...{ claimed: money(50_000n, 'EUR') },
	...fields
});
const house = (fields: Partial<RoutingHouse> = {}): RoutingHouse => ({
	currency: 'EUR',
	colleagues: [
		{ id: 'lea', team: 'quality' },
		{ id: 'karim', team: 'quality' },
		{ id: 'claire', team: '' }
	],
	answering: (id) => id,
	headOf: () => null,
	fallbackId: 'claire',
	...fields
});

describe('which rule answers', () => {
	test.each([
		['its reason', { reasonId: 'broken' }, true],
		['another reason', { reasonId: 'price' }, false],
		['its category', { category: 'quality' }, true],
		['another category', { category: 'price' }, false],
		['its customer', { customerId: 'atelier' }, true],
		['another customer', { customerId: 'other' }, false],
		['its group', { customerGroup: 'grands' }, true],
		['another group', { customerGroup: 'petits' }, false],
		['exactly the amount', { fromMinor: 50_000n }, true],
		['a higher amount', { fromMinor: 50_001n }, false],
		['nothing in particular', {}, true]
	] as const)('a rule about %s', (_name, fields, answers) => {
		const routed = routeOf([rule('one', { ...fields, userId: 'karim' })], about(), house());
		expect(routed.ruleId).toBe(answers ? 'one' : null);
		expect(routed.ownerId).toBe(answers ? 'karim' : 'claire');
	});

	test('the first one, whatever comes after it, and those before say why not', () => {
		const rules = [
			rule('large', { fromMinor: 90_000n, reasonId: 'price', userId: 'lea' }),
			rule('quality', { category: 'quality', userId: 'karim' }),
			rule('everything', { userId: 'lea' })
		];
		expect(routeOf(rules, about(), house())).toEqual({
			...{ ruleId: 'quality', ownerId: 'karim', answeringId: 'karim', isFallback: false },
			passed: [{ ruleId: 'large', because: ['reason', 'amount'] }]
		});
	});

	test('an amount says nothing of another currency', () => {
		const rules = [rule('large', { fromMinor: 1n, userId: 'karim' })];
		const yen = about({ claimed: money(9_000_000n, 'JPY') });
		expect(routeOf(rules, yen, house())).toMatchObject({ ruleId: null, ownerId: 'claire' });
	});
});

describe('who is given it', () => {
	const toKarim = [rule('one', { userId: 'karim' })];
	const toQuality = [rule('one', { team: 'quality' })];

	test('whoever is away keeps it, and his substitute answers', () => {
		const away = house({ answering: (id) => (id === 'karim' ? 'lea' : id) });
		expect(routeOf(toKarim, about(), away)).toMatchObject({
			...{ ownerId: 'karim', answeringId: 'lea', isFallback: false }
		});
	});

	test('away without a substitute, or gone: whoever keeps the rest', () => {
		const alone = house({ answering: (id) => (id === 'karim' ? null : id) });
		const gone = house({ colleagues: [{ id: 'claire', team: '' }] });
		for (const one of [alone, gone])
			expect(routeOf(toKarim, about(), one)).toMatchObject({
				...{ ruleId: 'one', ownerId: 'claire', answeringId: 'claire', isFallback: true }
			});
	});

	test('of a team its head, else whoever has the fewest questions and is there', () => {
		const ownerIn = (fields: Partial<RoutingHouse>) =>
			routeOf(toQuality, about(), house(fields)).ownerId;
		expect(ownerIn({ headOf: () => 'karim' })).toBe('karim');
		expect(ownerIn({})).toBe('lea');
		expect(ownerIn({ answering: (id) => (id === 'lea' ? null : id) })).toBe('karim');
		expect(ownerIn({ colleagues: [], headOf: () => 'gone' })).toBe('claire');
	});

	test('the rest is kept by whoever was chosen, else by an administrator', () => {
		const [zoe, ada] = [
			{ id: 'zoe', role: 'collector', defaultOfficer: true },
			{ id: 'ada', role: 'admin', defaultOfficer: false }
		];
		expect(fallbackOf([ada, zoe])).toBe('zoe');
		expect(fallbackOf([{ ...zoe, defaultOfficer: false }, ada])).toBe('ada');
		expect(fallbackOf([])).toBeNull();
	});
});

const ids = ['lea', 'karim', 'claire', 'gone'];
const someRule = fc.record({
	id: fc.uuid(),
	reasonId: fc.constantFrom(null, 'broken', 'price'),
	category: fc.constantFrom(null, 'quality' as const, 'price' as const),
	customerId: fc.constantFrom(null, 'atelier', 'other'),
	customerGroup: fc.constantFrom('', 'grands', 'petits'),
	fromMinor: fc.option(fc.bigInt(0n, 100_000n)),
	team: fc.constantFrom(null, 'quality' as const, 'sales' as const),
	userId: fc.constantFrom(null, ...ids)
});
const someRules = fc.uniqueArray(someRule, { selector: ({ id }) => id, maxLength: 8 });
const someHouse = fc
	.record({ away: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(null, ...ids)) })
	.map(({ away }) => house({ answering: (id) => (id in away ? (away[id] ?? null) : id) }));

describe('whatever the rules are', () => {
	test('somebody who works here has the case, and somebody answers', () =>
		fc.assert(
			fc.property(someRules, someHouse, (rules, one) => {
				const routed = routeOf(rules, about(), one);
				expect(one.colleagues.map(({ id }) => id)).toContain(routed.ownerId);
				expect(routed.answeringId).toBeTruthy();
			})
		));

	test('rules after the one that answers change nothing, and those before it do not answer', () =>
		fc.assert(
			fc.property(someRules, someRules, (rules, later) => {
				const routed = routeOf(rules, about(), house());
				if (routed.ruleId === null) return;
				expect(routeOf([...rules, ...later], about(), house())).toEqual(routed);
				const before = rules.slice(0, routed.passed.length);
				expect(routeOf(before, about(), house()).ruleId).toBeNull();
				expect(rules[routed.passed.length]?.id).toBe(routed.ruleId);
			})
		));
});
