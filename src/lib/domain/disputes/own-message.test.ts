import { expect, test } from 'vitest';
import { isOwnMessage } from './own-message';

const KARIM = { names: ['Karim Benali'], emails: ['karim@house.test', ''] };

test.each([
	['his address, however it is spelt', 'Karim Benali', 'KARIM@house.test', true],
	['his address, under a name he bears no more', 'Karim B.', 'karim@house.test', true],
	['the address of a namesake', 'Karim Benali', 'k.benali@house.test', false],
	['his name, before addresses were kept', 'Karim Benali', null, true],
	['another name, before addresses were kept', 'Emma Clarke', null, false]
])('%s', (_, authorName, authorEmail, expected) => {
	expect(isOwnMessage({ authorName, authorEmail }, KARIM)).toBe(expected);
});
