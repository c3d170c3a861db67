import { expect, test } from 'vitest';
import { counted } from './counted';

test.each([
	[0, 'fr', '0 client'],
	[1, 'fr', '1 client'],
	[2, 'fr', '2 clients'],
	[0, 'en', '0 clients'],
	[1, 'en', '1 client']
] as const)('%i in %s: %s', (count, language, said) => {
	const one = ({ count: n }: { count: number }) => `${n} client`;
	expect(counted(count, one, (inputs) => `${one(inputs)}s`, language)).toBe(said);
});
