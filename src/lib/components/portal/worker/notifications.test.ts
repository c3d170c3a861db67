import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { newsIn } from './notifications';

const NEWS = {
	title: 'Gantier SA',
	body: 'Contestation LIT-2026-000001 : une décision est prise.',
	tag: 't',
	lang: 'fr',
	path: `/p/${'A'.repeat(43)}/disputes/LIT-2026-000001`,
	mark: 'm'
};

it('is read as it was written', () => expect(newsIn(JSON.stringify(NEWS))).toEqual(NEWS));

it.each([
	['another host', { path: 'https://elsewhere.example/p/x' }],
	['another host by two slashes', { path: `//elsewhere.example${NEWS.path}` }],
	['a page of the staff', { path: '/disputes/LIT-2026-000001' }],
	['a way out of the account', { path: `${NEWS.path}/../../../../login` }],
	['no title', { title: '' }],
	['a number', { body: 7 }]
])('%s is no news', (_, changed) =>
	expect(newsIn(JSON.stringify({ ...NEWS, ...changed }))).toBeNull()
);

test('nothing that comes makes it fail', () =>
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('null')), (text) => {
			expect(newsIn(text)).toBeNull();
		})
	));
