import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { deviceInput, devicesOf, isLive, type AskedDevice, type Told } from './devices';

const NOW = new Date('2026-03-03T10:00:00Z');
const instant = fc
	.integer({ min: -100, max: 100 })
	.map((hours) => new Date(NOW.getTime() + hours * 3_600_000));
const one = (...of: string[]) => fc.constantFrom(...of);
const contact = fc.option(one('c1', 'c2'), { nil: null });

const device: fc.Arbitrary<AskedDevice> = fc.record({
	endpoint: one('e1', 'e2', 'e3'),
	createdAt: instant,
	endedAt: fc.option(instant, { nil: null }),
	link: fc.record({
		customerId: one('k1', 'k2'),
		contactId: contact,
		holderEmail: one('a@x.test', 'A@X.test', 'b@x.test'),
		expiresAt: instant,
		revokedAt: fc.option(instant, { nil: null })
	})
});
const person: fc.Arbitrary<Told> = fc.record({
	customerId: one('k1', 'k2'),
	contactId: contact,
	email: one('a@x.test', 'b@x.test')
});
const devices = fc.array(device, { maxLength: 12 });

const HIM: Told = { customerId: 'k1', contactId: 'c1', email: 'a@x.test' };
const his = device.map((any) => ({
	...any,
	endedAt: null,
	link: { ...any.link, ...HIM, revokedAt: null, expiresAt: new Date(NOW.getTime() + 1) }
}));

describe('who is told where', () => {
	test('nobody is told on a device of another account, of another person, or of a link that ended', () =>
		fc.assert(
			fc.property(devices, person, (all, him) => {
				const strangers = devicesOf(all, him, NOW).filter(
					({ endedAt, link }) =>
						endedAt !== null ||
						link.revokedAt !== null ||
						link.expiresAt <= NOW ||
						link.customerId !== him.customerId ||
						link.contactId !== him.contactId ||
						(!him.contactId && link.holderEmail.toLowerCase() !== him.email)
				);
				expect(strangers).toEqual([]);
			})
		));

	test('each device once, and none of his is left out', () =>
		fc.assert(
			fc.property(devices, person, (all, him) => {
				const found = devicesOf(all, him, NOW).map(({ endpoint }) => endpoint);
				expect(new Set(found).size).toBe(found.length);
				const alone = all.flatMap((device) => devicesOf([device], him, NOW));
				expect(new Set(found)).toEqual(new Set(alone.map(({ endpoint }) => endpoint)));
			})
		));

	test('asked for through two links, it is told through the newer one', () =>
		fc.assert(
			fc.property(fc.array(his, { minLength: 1, maxLength: 12 }), (all) => {
				const told = devicesOf(all, HIM, NOW);
				expect(told).not.toEqual([]);
				for (const { endpoint, createdAt } of told)
					for (const other of all.filter((each) => each.endpoint === endpoint))
						expect(createdAt >= other.createdAt).toBe(true);
			})
		));

	it('lives until its link ends', () => {
		const link = { customerId: 'k', contactId: 'c', holderEmail: '', revokedAt: null };
		const at = (expiresAt: Date) =>
			isLive({ createdAt: NOW, endedAt: null, link: { ...link, expiresAt } }, NOW);
		expect(at(NOW)).toBe(false);
		expect(at(new Date(NOW.getTime() + 1))).toBe(true);
	});
});

describe('what a browser gives', () => {
	const keys = {
		p256dh: Buffer.from([4, ...Array<number>(64).fill(7)]).toString('base64url'),
		auth: Buffer.alloc(16, 9).toString('base64url')
	};
	const isTaken = (changed: object) =>
		deviceInput.safeParse({ endpoint: 'https://push.example/1', ...keys, ...changed }).success;

	it('is taken as it is', () => expect(isTaken({})).toBe(true));
	it.each([
		['an address longer than 2 KB', { endpoint: `https://push.example/${'x'.repeat(2048)}` }],
		['an address of something else', { endpoint: 'file:///etc/passwd' }],
		['no address', { endpoint: 'push' }],
		['a compressed point', { p256dh: Buffer.alloc(33, 2).toString('base64url') }],
		['a point of another kind', { p256dh: Buffer.alloc(65, 7).toString('base64url') }],
		['a key with padding', { auth: `${keys.auth}==` }]
	])('%s is refused', (_, changed) => expect(isTaken(changed)).toBe(false));

	test('keys of any other length are refused', () =>
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
				const text = Buffer.from(bytes).toString('base64url');
				if (bytes.length !== 16) expect(isTaken({ auth: text })).toBe(false);
				else expect(isTaken({ auth: text })).toBe(true);
				const point = Buffer.from([4, ...bytes]).toString('base64url');
				expect(isTaken({ p256dh: point })).toBe(bytes.length === 64);
			})
		));
});
