import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from './canonical';
import {
	BEFORE_ALL,
	breakAt,
	hashOf,
	NO_SEAL,
	sealsOf,
	shownHash,
	walk,
	type EventFields,
	type Link
} from './chain';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const event = (id: string, more: EventFields = {}) => ({
	id,
	fields: { id, action: 'x', at: new Date('2026-03-03T09:00:00Z'), ...more }
});
const linksOf = (events: readonly { id: string; fields: EventFields }[]): Link[] =>
	sealsOf(digest, NO_SEAL, events).map((seal, at) => ({ seal, event: events[at]!.fields }));
const three = () => linksOf([event('a'), event('b'), event('c')]);
const brokenIn = (links: readonly Link[]) => walk(digest, BEFORE_ALL, links).broken;

describe('one text for one value', () => {
	test.each([
		[{ b: 1, a: [true, null, 'é"'] }, '{"a":[true,null,"é\\""],"b":1}'],
		[{ at: new Date('2026-03-03T09:00:00Z') }, '{"at":"2026-03-03T09:00:00.000Z"}'],
		[{ z: { y: {}, x: [] } }, '{"z":{"x":[],"y":{}}}'],
		['text', '"text"']
	])('%j', (value, text) => {
		expect(canonical(value)).toBe(text);
	});
});

test('a hash is of what came before and of every column that says something', () => {
	const { hash } = NO_SEAL;
	expect(hashOf(digest, hash, { b: 1, a: 'x', later: null })).toBe(
		digest(`${'0'.repeat(64)}{"a":"x","b":1}`)
	);
	expect(hashOf(digest, hash, { data: { a: null } })).not.toBe(hashOf(digest, hash, { data: {} }));
});

test('a chain that nobody touched holds, page by page as at once', () => {
	const links = three();
	const { head, count, broken } = walk(digest, BEFORE_ALL, links);
	expect({ count, broken, seq: head.seq }).toEqual({ count: 3, broken: null, seq: 3 });
	const paged = links.reduce((walked, link) => walk(digest, walked, [link]), BEFORE_ALL);
	expect(paged).toEqual({ head, count, broken });
});

describe('the first break is named', () => {
	test.each<[string, (links: Link[]) => Link[], object]>([
		['a seal is gone', ([a, , c]) => [a!, c!], { kind: 'seal_missing', seq: 2 }],
		['the first is gone', ([, b, c]) => [b!, c!], { kind: 'seal_missing', seq: 1 }],
		[
			'an event is gone',
			([a, b, c]) => [a!, { ...b!, event: null }, c!],
			{ kind: 'event_missing', seq: 2, eventId: 'b' }
		],
		[
			'an event was changed',
			([a, b, c]) => [a!, b!, { ...c!, event: { ...c!.event, action: 'y' } }],
			{ kind: 'event_changed', seq: 3, eventId: 'c' }
		],
		[
			'an event was changed, and its seal made anew',
			([, b, c]) => [...linksOf([event('a', { action: 'y' })]), b!, c!],
			{ kind: 'seal_moved', seq: 2, eventId: 'b' }
		]
	])('%s', (_, change, told) => {
		expect(brokenIn(change(three()))).toMatchObject(told);
	});
	test('and those after it are still counted', () => {
		const [, b, c] = three();
		expect(walk(digest, BEFORE_ALL, [b!, c!])).toMatchObject({ count: 2, head: { seq: 3 } });
	});
});

test('a hash is shown whole, and no part of it is long enough to be hidden', () => {
	const hash = digest('x');
	expect(shownHash(hash).replaceAll(' ', '')).toBe(hash);
	expect(shownHash(hash)).not.toMatch(/[0-9a-f]{43}/);
});

describe('properties', () => {
	const fields = fc.record({
		action: fc.string(),
		customer: fc.option(fc.uuid()),
		data: fc.dictionary(fc.string(), fc.jsonValue())
	});
	const chain = fc
		.array(fields, { minLength: 2, maxLength: 12 })
		.map((all) => linksOf(all.map((each, at) => event(String(at), each))));
	const place = fc.nat();

	test('the order of keys says nothing, anything else does', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
				const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
				expect(canonical(turned(plain(one)))).toBe(canonical(plain(one)));
				expect(JSON.parse(canonical(plain(one)))).toEqual(plain(one));
				if (canonical(plain(one)) === canonical(plain(other)))
					expect(plain(one)).toEqual(plain(other));
			})
		);
	});
	test('what nobody touched holds', () => {
		fc.assert(
			fc.property(chain, (links) => {
				expect(brokenIn(links)).toBeNull();
			})
		);
	});
	test('any single change of an event is found where it was made', () => {
		fc.assert(
			fc.property(chain, place, fields, (links, at, now) => {
				const seq = (at % links.length) + 1;
				const changed = links.map((link) =>
					link.seal.seq === seq ? { ...link, event: { ...link.event, ...now } } : link
				);
				const before = canonical(links[seq - 1]!.event);
				fc.pre(before !== canonical(changed[seq - 1]!.event));
				expect(brokenIn(changed)).toMatchObject({ kind: 'event_changed', seq });
			})
		);
	});
	test('any single change of a seal is found', () => {
		const part = fc.constantFrom<'hash' | 'prevHash' | 'seq'>('hash', 'prevHash', 'seq');
		fc.assert(
			fc.property(chain, place, part, (links, at, name) => {
				const index = at % links.length;
				const other = name === 'seq' ? 99 : digest('another');
				const changed = links.map((link, i) =>
					i === index ? { ...link, seal: { ...link.seal, [name]: other } } : link
				);
				expect(brokenIn(changed)).not.toBeNull();
			})
		);
	});
	test('any removal is found: of the last one by the head that was kept elsewhere', () => {
		fc.assert(
			fc.property(chain, place, (links, at) => {
				const index = at % links.length;
				const left = links.filter((_, i) => i !== index);
				const { head, broken } = walk(digest, BEFORE_ALL, left);
				const isLast = index === links.length - 1;
				expect(isLast ? head.hash : broken).not.toEqual(isLast ? links.at(-1)!.seal.hash : null);
			})
		);
	});
	test('any insertion is found, numbered anew or not', () => {
		fc.assert(
			fc.property(chain, place, fields, fc.boolean(), (links, at, now, isRenumbered) => {
				const index = at % links.length;
				const head = index === 0 ? NO_SEAL : links[index - 1]!.seal;
				const added = event('new', now);
				const [seal] = sealsOf(digest, head, [added]);
				const all = links.toSpliced(index, 0, { seal: seal!, event: added.fields });
				const renumbered = all.map((link, i) => ({ ...link, seal: { ...link.seal, seq: i + 1 } }));
				expect(brokenIn(isRenumbered ? renumbered : all)).not.toBeNull();
			})
		);
	});
	test('any swap is found: of two events under their seals, and of two links', () => {
		fc.assert(
			fc.property(chain, place, place, fc.boolean(), (links, one, two, isOfEvents) => {
				const [a, b] = [one % links.length, two % links.length];
				fc.pre(a !== b);
				const swapped = links.map((link, i) => {
					const from = i === a ? links[b]! : i === b ? links[a]! : link;
					const seal = isOfEvents ? link.seal : { ...from.seal, seq: link.seal.seq };
					return { seal, event: from.event };
				});
				expect(brokenIn(swapped)?.seq).toBe(Math.min(a, b) + 1);
			})
		);
	});
	test('a link that follows is one that was made for it', () => {
		fc.assert(
			fc.property(chain, (links) => {
				for (const [at, link] of links.entries())
					expect(breakAt(digest, links[at - 1]?.seal ?? NO_SEAL, link)).toBeNull();
			})
		);
	});
});

/** The same value, its keys the other way round. */
function turned(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(turned);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, each]) => [key, turned(each)])
	);
}
