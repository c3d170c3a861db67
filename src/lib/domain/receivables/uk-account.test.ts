import { expect, test } from 'vitest';
import { ukAccount } from './uk-account';

test('a British IBAN says the sort code and the account number', () => {
	expect(ukAccount('GB29 NWBK 6016 1331 9268 19')).toEqual({
		sortCode: '60-16-13',
		account: '31926819'
	});
});

test('another country, or something else, says neither', () => {
	expect(ukAccount('FR76 3999 9004 1700 0625 1834 048')).toBeNull();
	expect(ukAccount('GB29 NWBK 6016 1331 9268')).toBeNull();
	expect(ukAccount('')).toBeNull();
});
