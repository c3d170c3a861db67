import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTACT_WAYS, contactWay, latestContact } from './last-contact';

test('a letter is one, whoever carries it', () => {
	expect(['post', 'registered_letter', 'letter'].map(contactWay)).toEqual(Array(3).fill('letter'));
	expect(CONTACT_WAYS.map(contactWay)).toEqual([...CONTACT_WAYS]);
});

test('the last is one of them, and none is later', () => {
	const contact = fc.record({
		at: fc.date({ noInvalidDate: true }),
		way: fc.constantFrom(...CONTACT_WAYS)
	});
	fc.assert(
		fc.property(fc.array(contact, { minLength: 1 }), (all) => {
			const last = latestContact(all)!;
			expect(all).toContain(last);
			expect(all.every(({ at }) => at <= last.at)).toBe(true);
		})
	);
	expect(latestContact([])).toBeNull();
});
