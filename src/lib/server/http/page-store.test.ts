import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageStore, type KeptPage } from './page-store';

const page = (version: string, bytes = 10): KeptPage => ({
	version,
	body: new Uint8Array(bytes),
	headers: []
});

describe('pages kept for a moment', () => {
	it('gives a page back while the data is the same', () => {
		const store = new PageStore(10_000);
		store.keep('account', page('1:2:'));
		expect(store.find('account', '1:2:')).toEqual(page('1:2:'));
	});

	it('forgets a page that was drawn from other data', () => {
		const store = new PageStore(10_000);
		store.keep('account', page('1:2:'));
		expect(store.find('account', '1:3:')).toBeNull();
		expect(store.find('account', '1:2:')).toBeNull();
		expect(store.size).toBe(0);
	});

	it('lets the page go that was asked for longest ago', () => {
		const store = new PageStore(2_500);
		for (const name of ['a', 'b']) store.keep(name, page('v', 600));
		store.find('a', 'v');
		store.keep('c', page('v', 600));
		expect(store.find('b', 'v')).toBeNull();
		expect(store.find('a', 'v')).not.toBeNull();
		expect(store.find('c', 'v')).not.toBeNull();
	});

	it('never holds more than it may, whatever comes', () => {
		const acts = fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.nat(3_000)), { maxLength: 60 });
		fc.assert(
			fc.property(acts, (all) => {
				const store = new PageStore(5_000);
				for (const [name, version, bytes] of all) {
					store.keep(String(name), page(String(version), bytes));
					expect(store.size).toBeLessThanOrEqual(5_000);
					const found = store.find(String(name), String(version));
					if (found) expect(found.body.byteLength).toBe(bytes);
				}
			})
		);
	});
});
