import { expect, test } from 'vitest';
import { firstEmpty } from './first-empty';

const field = (name: string, value = '', more = {}) => ({
	...{ name, value, required: true, offsetParent: {} },
	...more
});

test.each([
	[
		'an amount nobody typed',
		[field('key', '', { required: false }), field('amount-1')],
		'amount-1'
	],
	['spaces', [field('amount-1', '12,50'), field('explanation', ' ')], 'explanation'],
	['what another choice hides', [field('amount-1', '', { offsetParent: null })], undefined],
	['what nobody has to say', [field('explanation', '', { required: false })], undefined]
])('%s', (_, elements, expected) => {
	expect(firstEmpty({ elements })).toBe(expected);
});
