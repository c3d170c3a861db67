import { expect, test } from 'vitest';
import { writerAmong } from './writer-among';

const tessa = { email: 'tessa@rowan.test', name: 'Tessa Reid' };
const bob = { email: 'bob@rowan.test', name: 'Bob Hale' };

test('the holder of a link is not told what he wrote himself', () => {
	expect(writerAmong([tessa, bob], { email: tessa.email })).toBe(tessa.email);
});

test('the holder is told what somebody else wrote through his link, who is not', () => {
	const holder = { email: tessa.email, acting: 'bob hale' };
	expect(writerAmong([tessa, bob], holder)).toBe(bob.email);
	expect(writerAmong([tessa], holder)).toBeUndefined();
});
