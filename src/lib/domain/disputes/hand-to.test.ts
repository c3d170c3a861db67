import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HAND_TO_ADDRESS, HAND_TO_NOBODY, handToIn, toColleague, toTeam } from './hand-to';

const named = fc.string({ minLength: 1 }).filter((text) => !/[\n\r\u2028\u2029]/.test(text));

test('what is written into the list is read out of it', () => {
	fc.assert(
		fc.property(named, (which) => {
			expect(handToIn(toColleague(which))).toEqual({ kind: 'colleague', id: which });
			expect(handToIn(toTeam(which))).toEqual({ kind: 'team', key: which });
		})
	);
	expect(handToIn(HAND_TO_ADDRESS)).toEqual({ kind: 'address' });
	expect(handToIn(HAND_TO_NOBODY)).toEqual({ kind: 'unknown' });
});

test.each(['', 'colleague:', 'team:', 'somebody', 'lea@organisation.test', 'head:sales'])(
	'"%s" is nothing of it',
	(typed) => {
		expect(handToIn(typed)).toBeNull();
	}
);
