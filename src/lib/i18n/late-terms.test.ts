import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { lateTermsWords } from './late-terms';

const terms = {
	law: 'gb' as const,
	legalRates: [],
	agreedRates: [],
	legalFees: [money(4_000n, 'GBP')],
	agreedFees: []
};

test('a British letter names every fixed sum with the size of its debt, whichever it asks for', () => {
	expect(lateTermsWords(terms, 'en')).toEqual([
		'Fixed sum for recovery costs (section 5A of the 1998 Act), per late invoice by the size of the debt: £40.00 below £1,000.00, £70.00 from £1,000.00 or £100.00 from £10,000.00.'
	]);
	const [french] = lateTermsWords(terms, 'fr');
	for (const sum of ['40,00', '70,00', '100,00']) expect(french).toContain(sum);
});
