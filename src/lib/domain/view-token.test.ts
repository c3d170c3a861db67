import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isToken } from './link-token';
import { viewedContactIn, viewToken } from './view-token';

test('names one contact, and is no token of a link', () => {
	fc.assert(
		fc.property(fc.uuid(), (contactId) => {
			expect(viewedContactIn(viewToken(contactId))).toBe(contactId);
			expect(isToken(viewToken(contactId))).toBe(false);
		})
	);
});

test.each(['', 'view~', 'view~x', 'view~00000000-0000-0000-0000-00000000000', 'x'.repeat(43)])(
	'%j names nobody',
	(token) => expect(viewedContactIn(token)).toBeNull()
);
